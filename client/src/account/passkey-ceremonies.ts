import { startAuthentication, startRegistration } from '@simplewebauthn/browser';

const answered = (asking: Promise<object>): Promise<string | null> =>
  asking.then(
    (answer) => JSON.stringify(answer),
    // Cancelled, timed out, or no passkey that fits: browsers tell pages no more.
    () => null,
  );

/** Has the browser sign in by a passkey, or null when nobody chose one. */
export const askForPasskey = (options: string): Promise<string | null> =>
  answered(startAuthentication({ optionsJSON: JSON.parse(options) }));

/** Has the browser make a passkey, or null when nobody wanted it. */
export const makePasskey = (options: string): Promise<string | null> =>
  answered(startRegistration({ optionsJSON: JSON.parse(options) }));

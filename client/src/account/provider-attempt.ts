const KEY = 'provider-attempt';

/** What the browser was about to do when it left for a provider. The shop checks by itself whether it may. */
export type ProviderAttempt = { readonly purpose: 'sign-in' | 'link'; readonly next: string };

export const rememberAttempt = (attempt: ProviderAttempt): void =>
  sessionStorage.setItem(KEY, `${attempt.purpose} ${attempt.next}`);

/** A sign-in that goes on to the first page, when the browser does not know. */
export const recallAttempt = (): ProviderAttempt => {
  const [purpose = '', next = '/'] = (sessionStorage.getItem(KEY) ?? '').split(' ');
  return { purpose: purpose === 'link' ? 'link' : 'sign-in', next };
};

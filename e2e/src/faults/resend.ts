import { succeeded, type Outcome } from '../actors/outcome.ts';
import { eventually } from '../stack/eventually.ts';

const PATIENCE_MS = 60_000;

/** Sends a command until it has succeeded, as the client does: `send` uses one idempotency key. */
export const resend = <Success>(send: () => Promise<Outcome<Success>>): Promise<Success> =>
  eventually(async () => succeeded(await send()), { withinMs: PATIENCE_MS });

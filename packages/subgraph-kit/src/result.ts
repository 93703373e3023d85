/**
 * What a use case answers: a value, or a refusal that the caller is expected to handle. Unexpected failures are thrown.
 */
export type Result<Value, Refusal> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal };

/** The use case did what was asked. */
export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });

/**
 * The use case refused. What it wrote all the same, such as a declined charge or a line of the audit log, it says
 * itself.
 */
export const refuse = <Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});

/** An input that breaks a rule; `field` is the path of the value at fault. */
export type InvalidInput = {
  readonly kind: 'invalidInput';
  readonly message: string;
  readonly field: readonly string[] | null;
};

/**
 * @param message - a sentence for people
 * @param field - the path of the value at fault; none when no single one is
 */
export const invalidInput = (message: string, ...field: readonly string[]): InvalidInput => ({
  kind: 'invalidInput',
  message,
  field: field.length === 0 ? null : field,
});

/** The idempotency key was used for another request. */
export type KeyConflict = { readonly kind: 'keyConflict' };

/** Too much was asked for; nothing was done. */
export type RateLimited = { readonly kind: 'rateLimited'; readonly retryAfterSeconds: number };

/** @param retryAfterSeconds - how long to wait before the next try; at least 1 */
export const rateLimited = (retryAfterSeconds: number): RateLimited => ({
  kind: 'rateLimited',
  retryAfterSeconds: Math.max(1, Math.ceil(retryAfterSeconds)),
});

/** Closes a `switch` over a union: does not compile while a member is missing. */
export function unreachable(value: never): never {
  throw new Error(`Unexpected case: ${JSON.stringify(value)}`);
}

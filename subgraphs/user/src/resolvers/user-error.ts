import type { Refusal } from '../domain/refusals.ts';

/** A refusal as the schema's error of the same name. */
export const userError = <Kind extends Refusal['kind']>(refusal: { readonly kind: Kind } & Omit<Refusal, 'kind'>) => ({
  __typename: `${refusal.kind}Error` as const,
  message: refusal.message,
  field: refusal.field && [...refusal.field],
});

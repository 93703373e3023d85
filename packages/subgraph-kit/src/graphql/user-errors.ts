import type { InvalidInput, RateLimited } from '../result.ts';

/** A type of the SDL as resolvers return it, with its name: what a union is told apart by. */
export type Named<Name extends string, Type> = Omit<Type, '__typename'> & { readonly __typename: Name };

/** What every error of the schema has. */
export type UserError<Name extends string = string> = {
  readonly __typename: Name;
  readonly message: string;
  readonly field: string[] | null;
};

/**
 * An error of the schema; one with further fields spreads it.
 * @param name - its type
 * @param message - what happened and what to try, written for people
 * @param field - path of the input at fault; null when no single one is
 */
export const userError = <Name extends string>(
  name: Name,
  message: string,
  field: readonly string[] | null,
): UserError<Name> => ({ __typename: name, message, field: field && [...field] });

type Tell = { readonly [kind: string]: (refusal: never) => { readonly __typename: string } };
/** The refusals with an error type, each with the kind that it is listed under. */
type RefusalIn<Told extends Tell> = {
  [Kind in keyof Told]: { readonly kind: Kind } & (Parameters<Told[Kind]> extends [infer Refusal] ? Refusal : unknown);
}[keyof Told];

/**
 * Makes the function that turns a subgraph's refusals into errors of its schema. A refusal that is not listed does not
 * compile, nor does one whose error is no member of the mutation's union.
 * @param tell - by kind of refusal, its error
 */
export function userErrors<Told extends Tell>(
  tell: Told,
): <Refusal extends RefusalIn<Told>>(refusal: Refusal) => ReturnType<Told[Refusal['kind']]>;
export function userErrors<Kind extends string, Told>(
  tell: Readonly<Record<Kind, (refusal: { readonly kind: Kind }) => Told>>,
) {
  return (refusal: { readonly kind: Kind }): Told => tell[refusal.kind](refusal);
}

/** The errors of the refusals that any mutation may know. */
export const commonErrors = {
  invalidInput: ({ message, field }: InvalidInput) => userError('InvalidInputError', message, field),
  keyConflict: () =>
    userError('IdempotencyConflictError', 'This idempotency key was used for another request. Choose a new one.', [
      'input',
      'idempotencyKey',
    ]),
  rateLimited: ({ retryAfterSeconds }: RateLimited) => ({
    ...userError('RateLimitedError', 'There were too many tries. Wait a little before the next one.', null),
    retryAfterSeconds,
  }),
};

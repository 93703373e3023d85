import type { Refusal } from '../domain/refusals.ts';

const typenames = {
  invalidInput: 'InvalidInputError',
  emailTaken: 'EmailTakenError',
  invalidCredentials: 'InvalidCredentialsError',
  sessionEnded: 'SessionEndedError',
  notFound: 'NotFoundError',
} as const satisfies Record<Refusal['kind'], string>;

/** The error of the schema that tells of a refusal. */
export const toUserError = <Kind extends Refusal['kind']>(
  refusal: { readonly kind: Kind } & Omit<Refusal, 'kind'>,
) => ({
  __typename: typenames[refusal.kind],
  message: refusal.message,
  field: refusal.field && [...refusal.field],
});

import type { CatalogueRefusal } from '../domain/refusals.ts';

const typenames = {
  invalidInput: 'InvalidInputError',
  notFound: 'NotFoundError',
  nameTaken: 'NameTakenError',
} as const;

type Typename = (typeof typenames)[CatalogueRefusal['kind']];

/**
 * The error of the schema that tells of a refusal.
 * @param members - those of the mutation's union; a refusal that is not among them is a bug
 */
export function toUserError<Member extends Typename>(refusal: CatalogueRefusal, ...members: readonly Member[]) {
  const member = members.find((each) => each === typenames[refusal.kind]);
  if (member === undefined) throw new Error(`Refused in a way that the schema does not know: ${refusal.message}`);
  return { __typename: member, message: refusal.message, field: [...refusal.field] };
}

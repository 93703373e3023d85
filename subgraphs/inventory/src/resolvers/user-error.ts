import type { CatalogueRefusal } from '../use-cases/catalogue-input.ts';

const typenames = { invalid: 'InvalidInputError', notFound: 'NotFoundError', nameTaken: 'NameTakenError' } as const;

type Typename = (typeof typenames)[CatalogueRefusal['kind']];

/** A refusal as the schema tells it. @param members - those of the mutation's union; a refusal that is not among them is a bug */
export function userError<Member extends Typename>(refusal: CatalogueRefusal, ...members: readonly Member[]) {
  const member = members.find((each) => each === typenames[refusal.kind]);
  if (member === undefined) throw new Error(`Refused in a way that the schema does not know: ${refusal.message}`);
  return { __typename: member, message: refusal.message, field: [...refusal.field] };
}

/** The row that a mutation has just written. */
export function written<Value>(value: Value | null): Value {
  if (value === null) throw new Error('What was just written is gone');
  return value;
}

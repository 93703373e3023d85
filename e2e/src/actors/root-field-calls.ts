import { readFileSync } from 'node:fs';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  getNamedType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
} from 'graphql';

/** A valid call of one root field, with made-up values. */
export type RootFieldCall = {
  readonly coordinate: string;
  readonly field: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
};

/** The graph that the router serves. */
export const publicGraph = buildSchema(readFileSync(new URL('../../../router/api.graphql', import.meta.url), 'utf8'));
const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000';

/** What a text is filled with, by the name of its argument or input field; null for an optional one that stays out. */
type Fill = (name: string, isRequired: boolean) => string | null;

const onlyRequired: Fill = (_, isRequired) => (isRequired ? 'x' : null);

/**
 * Calls of every root field of a graph. None names anything that exists.
 * @param fill - what stands in texts; with none but what is required left out, the others are, too
 */
export function rootFieldCalls(fill: Fill = onlyRequired, schema = publicGraph): readonly RootFieldCall[] {
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? Object.values(type.getFields()).map((field) => callOf(type.name, field, fill)) : [],
  );
}

function callOf(typeName: string, field: GraphQLField<unknown, unknown>, fill: Fill): RootFieldCall {
  // Fields that find one thing by either of several arguments want one of them.
  const either = field.args.filter((arg) => arg.name === 'id' && field.args.length > 1);
  const isWanted = (arg: GraphQLArgument): boolean => isRequiredArgument(arg) || isFilled(arg.type, arg.name, fill);
  const args = [...new Set([...field.args.filter(isWanted), ...either])];
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type))
    ? ''
    : ` { __typename ${membersOf(getNamedType(field.type))} }`;
  return {
    coordinate: `${typeName}.${field.name}`,
    field: field.name,
    query: `${typeName.toLowerCase()} ${declared && `(${declared})`} { ${field.name}${given && `(${given})`}${selection} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, sampleOf(arg.type, arg.name, fill)])),
  };
}

/** Everything that each answer of a union says of itself; two may have fields of one name and different types. */
function membersOf(type: GraphQLNamedType): string {
  if (!isUnionType(type) || type.name === '_Entity') return '';
  const members = type.getTypes().map((member, number) => {
    const fields = Object.values(member.getFields()).map(({ name, type: answer }) => {
      const inside = isLeafType(getNamedType(answer)) ? '' : ' { __typename }';
      return `m${number}_${name}: ${name}${inside}`;
    });
    return `... on ${member.name} { ${fields.join(' ')} }`;
  });
  return members.join(' ');
}

/** Whether an optional argument or field is filled: a text that `fill` knows, or an input that holds one. */
function isFilled(type: GraphQLInputType, name: string, fill: Fill): boolean {
  const named = getNamedType(type);
  if (isInputObjectType(named))
    return Object.values(named.getFields()).some((field) => isFilled(field.type, field.name, fill));
  return named.name === 'String' && fill(name, false) !== null;
}

function sampleOf(type: GraphQLInputType, name: string, fill: Fill): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, name, fill);
  if (isListType(type)) return [sampleOf(type.ofType, name, fill)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter((field) => isRequiredInputField(field) || isFilled(field.type, field.name, fill))
        .map((field) => [field.name, sampleOf(field.type, field.name, fill)]),
    );
  const samples: Readonly<Record<string, unknown>> = {
    ID: UNKNOWN_ID,
    Int: 1,
    SafeInt: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2026-01-01T00:00:00.000Z',
    _Any: { __typename: 'User', id: UNKNOWN_ID },
  };
  return samples[type.name] ?? fill(name, true);
}

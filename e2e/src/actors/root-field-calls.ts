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
  getNamedType,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';

/** A valid call of one root field, with made-up values. */
export type RootFieldCall = {
  readonly coordinate: string;
  readonly field: string;
  readonly query: string;
  readonly variables: Record<string, unknown>;
};

const publicGraph = new URL('../../../router/api.graphql', import.meta.url);
const UNKNOWN_ID = '01990000-0000-7000-8000-000000000000';

/** Calls of every root field of the public graph. None names anything that exists. */
export function rootFieldCalls(): readonly RootFieldCall[] {
  const schema = buildSchema(readFileSync(publicGraph, 'utf8'));
  return [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    type ? Object.values(type.getFields()).map((field) => callOf(type.name, field)) : [],
  );
}

function callOf(typeName: string, field: GraphQLField<unknown, unknown>): RootFieldCall {
  // Fields that find one thing by either of several arguments want one of them.
  const either = field.args.filter((arg) => arg.name === 'id' && field.args.length > 1);
  const args = [...field.args.filter(isRequiredArgument), ...either];
  const declared = args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const given = args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const selection = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
  return {
    coordinate: `${typeName}.${field.name}`,
    field: field.name,
    query: `${typeName.toLowerCase()} ${declared && `(${declared})`} { ${field.name}${given && `(${given})`}${selection} }`,
    variables: Object.fromEntries(args.map((arg) => [arg.name, sampleOf(arg.type)])),
  };
}

function sampleOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType);
  if (isListType(type)) return [sampleOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type))
    return Object.fromEntries(
      Object.values(type.getFields())
        .filter(isRequiredInputField)
        .map((field) => [field.name, sampleOf(field.type)]),
    );
  const samples: Readonly<Record<string, unknown>> = {
    ID: UNKNOWN_ID,
    Int: 1,
    SafeInt: 1,
    Float: 1,
    Boolean: true,
    DateTime: '2026-01-01T00:00:00.000Z',
  };
  return samples[type.name] ?? 'x';
}

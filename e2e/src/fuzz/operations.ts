import fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { argumentsOf, type Known } from './values.ts';

type Given = { readonly type: GraphQLInputType; readonly value: unknown };

/** A part of an operation before it is written down. */
type Selection =
  | {
      readonly kind: 'field';
      readonly name: string;
      readonly isAliased: boolean;
      readonly args: Readonly<Record<string, Given>>;
      readonly isLiteral: boolean;
      readonly directive: string;
      readonly selections: readonly Selection[];
    }
  | {
      readonly kind: 'fragment';
      readonly on: string;
      readonly isNamed: boolean;
      readonly selections: readonly Selection[];
    };

/** An operation as it is sent. */
export type Operation = {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Its root fields, each as often as it is asked for. */
  readonly fields: readonly string[];
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
};

const DEPTH = 5;

/** Operations over a schema, mostly valid ones. */
export function operationsOf(schema: GraphQLSchema, known: Known): fc.Arbitrary<Operation> {
  const made = new Map<string, fc.Arbitrary<readonly Selection[]>>();

  const selectionsOf = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<readonly Selection[]> => {
    const key = `${type.name} ${depth}`;
    const before = made.get(key);
    if (before !== undefined) return before;
    const arbitrary = isObjectType(type) ? fieldsOf(type, depth) : membersOf(type, depth);
    made.set(key, arbitrary);
    return arbitrary;
  };

  const fieldsOf = (type: GraphQLObjectType, depth: number): fc.Arbitrary<readonly Selection[]> => {
    const fields = Object.values(type.getFields()).filter(
      (field) => depth > 0 || !isCompositeType(getNamedType(field.type)),
    );
    const one = fc.oneof(fc.constant(plain('__typename')), ...fields.map((field) => fieldOf(field, depth)));
    const inside = fc.array(one, { minLength: 1, maxLength: 4 });
    // The id with its type's name is how ids get known.
    const named = fields.some(({ name }) => name === 'id')
      ? inside.map((all) => [plain('__typename'), plain('id'), ...all])
      : inside;
    return fc.oneof({ weight: 6, arbitrary: named }, { weight: 1, arbitrary: fragmentOn(type.name, named) });
  };

  const membersOf = (type: GraphQLCompositeType, depth: number): fc.Arbitrary<readonly Selection[]> => {
    const members = isObjectType(type) ? [type] : schema.getPossibleTypes(type);
    return fc
      .tuple(...members.map((member) => fragmentOn(member.name, selectionsOf(member, depth))))
      .map((fragments) => [plain('__typename'), ...fragments.flat()]);
  };

  const fieldOf = (field: GraphQLField<unknown, unknown>, depth: number): fc.Arbitrary<Selection> => {
    const type = getNamedType(field.type);
    return fc.record({
      kind: fc.constant('field' as const),
      name: fc.constant(field.name),
      isAliased: fc.nat(4).map((number) => number === 4),
      args: argumentsOf(field.args, { of: type.name, known }).map((values) => typed(field, values)),
      isLiteral: fc.nat(2).map((number) => number === 2),
      directive: fc.oneof(
        { weight: 30, arbitrary: fc.constant('') },
        fc.constantFrom(' @include(if: true)', ' @skip(if: true)', ' @include(if: false) @skip(if: false)'),
      ),
      selections: isCompositeType(type) ? selectionsOf(type, depth - 1) : fc.constant([]),
    });
  };

  /** Each root field as often as any other, and some more of the same root with it. */
  const operationOn = (kind: Operation['kind'], root: GraphQLObjectType | null | undefined, most: number) => {
    const fields = Object.values(root?.getFields() ?? {});
    if (fields.length === 0) return [];
    const more = fc.array(fc.oneof(...fields.map((field) => fieldOf(field, 2))), { maxLength: most - 1 });
    return fields.map((field) =>
      fc.tuple(fieldOf(field, DEPTH), more).map(([first, others]) => writtenDown(kind, [first, ...others])),
    );
  };

  return fc.oneof(
    ...operationOn('query', schema.getQueryType(), 3),
    ...operationOn('mutation', schema.getMutationType(), 2),
    ...operationOn('subscription', schema.getSubscriptionType(), 1),
  );
}

const plain = (name: string): Selection => ({
  kind: 'field',
  name,
  isAliased: false,
  args: {},
  isLiteral: false,
  directive: '',
  selections: [],
});

const fragmentOn = (on: string, inside: fc.Arbitrary<readonly Selection[]>): fc.Arbitrary<readonly Selection[]> =>
  fc
    .tuple(fc.boolean(), inside)
    .map(([isNamed, selections]) => [{ kind: 'fragment', on, isNamed, selections }] satisfies Selection[]);

const typed = (
  { args }: GraphQLField<unknown, unknown>,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Given>> =>
  Object.fromEntries(
    args.filter(({ name }) => name in values).map(({ name, type }) => [name, { type, value: values[name] }]),
  );

/** Writes an operation as a client would: each argument a variable or in its place, fragments by name or in line. */
function writtenDown(kind: Operation['kind'], selections: readonly Selection[]): Operation {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const fragments: string[] = [];
  let aliases = 0;

  const argument = ([name, { type, value }]: [string, Given], isLiteral: boolean): string => {
    if (isLiteral) return `${name}: ${literal(type, value)}`;
    const variable = `v${declared.length}`;
    declared.push(`$${variable}: ${String(type)}`);
    variables[variable] = value;
    return `${name}: $${variable}`;
  };
  const write = (selection: Selection): string => {
    const inside = selection.selections.map(write).join(' ');
    if (selection.kind === 'fragment') {
      if (!selection.isNamed) return `... on ${selection.on} { ${inside} }`;
      const name = `F${fragments.length}`;
      fragments.push(`fragment ${name} on ${selection.on} { ${inside} }`);
      return `...${name}`;
    }
    const args = Object.entries(selection.args).map((entry) => argument(entry, selection.isLiteral));
    // Two fields of one name and different arguments cannot be one.
    const alias = selection.isAliased || args.length > 0 ? `a${aliases++}: ` : '';
    return `${alias}${selection.name}${args.length > 0 ? `(${args.join(', ')})` : ''}${selection.directive}${inside && ` { ${inside} }`}`;
  };
  const body = selections.map(write).join(' ');
  return {
    kind,
    fields: selections.flatMap((selection) => (selection.kind === 'field' ? [selection.name] : [])),
    query: [`${kind}${declared.length > 0 ? ` (${declared.join(', ')})` : ''} { ${body} }`, ...fragments].join(' '),
    variables,
  };
}

/** A value as it stands in a document. What is no value there, such as NaN, is written all the same. */
function literal(type: GraphQLInputType, value: unknown): string {
  if (isNonNullType(type)) return literal(type.ofType, value);
  if (Array.isArray(value))
    return `[${value.map((item) => literal(isListType(type) ? type.ofType : type, item)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = isInputObjectType(type) ? type.getFields() : {};
    const entries = Object.entries(value).map(
      ([name, item]) => `${name}: ${literal(fields[name]?.type ?? type, item)}`,
    );
    return `{ ${entries.join(', ')} }`;
  }
  return isEnumType(type) || typeof value !== 'string' ? String(value) : JSON.stringify(value);
}

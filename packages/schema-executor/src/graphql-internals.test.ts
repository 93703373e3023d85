import { buildSchema, Kind, parse, type FragmentDefinitionNode, type OperationDefinitionNode } from 'graphql';
import { expect, it } from 'vitest';
import { collectFields, collectSubfields, inspect } from './graphql-internals.ts';

const schema = buildSchema('type Query { a: Query b: Int }');
const query = schema.getQueryType()!;
const document = parse(`
  query ($no: Boolean!) { x: a { b } b @skip(if: $no) ...more }
  fragment more on Query { x: a { c: b } b @include(if: $no) }
`);
const operation = document.definitions.find(
  (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
)!;
const fragments = Object.fromEntries(
  document.definitions
    .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
    .map((definition) => [definition.name.value, definition]),
);

it('collects the fields of an operation by their names, merged, without those that conditions leave out', () => {
  const fields = collectFields(schema, fragments, { no: true }, query, operation.selectionSet);
  expect([...fields].map(([name, nodes]) => [name, nodes.length])).toEqual([
    ['x', 2],
    ['b', 1],
  ]);
  const below = collectSubfields(schema, fragments, { no: true }, query, fields.get('x')!);
  expect([...below.keys()]).toEqual(['b', 'c']);
});

it('takes a condition without a value for an error', () => {
  expect(() => collectFields(schema, fragments, {}, query, operation.selectionSet)).toThrow('"$no"');
});

it('words values', () => {
  expect(inspect({ a: [1, 'x'] })).toBe('{ a: [1, "x"] }');
});

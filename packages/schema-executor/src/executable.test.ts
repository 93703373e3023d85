import * as fc from 'fast-check';
import {
  buildSchema,
  execute,
  getOperationAST,
  isObjectType,
  parse,
  responsePathAsArray,
  validate,
  type GraphQLInterfaceType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { expect, it } from 'vitest';
import { compileExecutable } from './executable.ts';

const sdl = `
  interface Node { id: ID! name: String self: Node strict: Node! }
  type A implements Node { id: ID! name: String self: Node strict: Node! b: B list: [Node] strictList: [Node!]! matrix: [[Int!]] any: Any arg(n: Int! = 3, t: [In!]): String lazy: String }
  type B implements Node { id: ID! name: String self: Node strict: Node! a: A! lists: [A!] color: Color arg(n: Int): Int }
  union Any = A | B
  enum Color { RED GREEN }
  input In { x: Int! = 1 y: Color }
  type Query { a: A b: B! node: Node any: [Any] list(n: Int): [A!] }
  type Mutation { one: A two: B! three: Int }
`;

/**
 * Answers each field by chance that a place in the operation decides: values, promises, nulls, errors thrown, returned
 * and rejected.
 */
function chancySchema(seed: number): GraphQLSchema {
  const schema = buildSchema(sdl);
  const chance = (place: string): number => {
    let hash = seed;
    for (const char of place) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
    return (hash >>> 7) % 100;
  };
  const valueOf = (type: string, place: string, args: object): unknown => {
    const inner = /^\[(.*)\]!?$/.exec(type)?.[1];
    if (inner !== undefined) {
      if (chance(place) < 5) return 'no list';
      const item = (index: number): unknown => outcome(inner, `${place}.${index}`, args);
      // graphql-js leaves the rejection of one item to nobody when another fails at once.
      return Array.from({ length: chance(place) % 4 }, (_, index) =>
        inner.endsWith('!') ? Promise.resolve().then(() => item(index)) : item(index),
      );
    }
    const name = type.replace('!', '');
    if (name === 'Int') return chance(place) < 10 ? 'no number' : chance(place);
    if (name === 'Color') return ['RED', 'GREEN', 'BLUE'][chance(place) % 3];
    if (name === 'String' || name === 'ID') return chance(place) < 5 ? {} : `${place} ${JSON.stringify(args)}`;
    const isAbstract = name === 'Node' || name === 'Any';
    return {
      __typename: isAbstract ? ['A', 'B', 'A', 'B', 'Color', 'Nothing', undefined][chance(`${place}!`) % 7] : name,
      lazy: () => `lazy ${place}`,
    };
  };
  const outcome = (type: string, place: string, args: object): unknown => {
    const value = (): unknown => valueOf(type, place, args);
    const roll = chance(`${place}?`);
    if (roll < 45) return value();
    if (roll < 70) return Promise.resolve().then(value);
    if (roll < 80) return new Promise((resolve) => setImmediate(() => resolve(value())));
    if (roll < 85) return null;
    if (roll < 89) return Promise.reject(new Error(`rejected ${place}`));
    if (roll < 92) return new Error(`returned ${place}`);
    if (roll < 95) return new Promise((_, reject) => setImmediate(() => reject(new Error(`late ${place}`))));
    return value();
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === 'lazy') continue;
      field.resolve = (_source, args: object, _context, { path, parentType, returnType }) => {
        const places: (string | number)[] = [parentType.name];
        for (let at: typeof path | undefined = path; at !== undefined; at = at.prev) places.push(at.key);
        const place = places.join('/');
        if (chance(`${place}#`) < 4) throw new Error(`thrown ${place}`);
        return outcome(String(returnType), place, args);
      };
    }
  }
  return schema;
}

const conditions = fc.constantFrom(
  '',
  '',
  '',
  ' @include(if: $yes)',
  ' @skip(if: $yes)',
  ' @skip(if: $no)',
  ' @include(if: $no) @skip(if: $yes)',
  ' @include(if: true)',
);
// One alias means one field everywhere, else fields would conflict.
const leaves = {
  A: [
    'id',
    'name',
    '__typename',
    'matrix',
    'lazy',
    'x1: arg',
    'x2: arg(n: $n)',
    'x3: arg(n: 5, t: [{ x: 2, y: RED }, {}])',
    'x4: arg(t: { y: $c })',
    '__proto__: name',
    'constructor: id',
  ],
  B: ['id', 'name', '__typename', 'color', 'y1: arg(n: $n)', '__proto__: name'],
  Node: ['id', 'name', '__typename', '__proto__: name'],
  Any: ['__typename', 'constructor: __typename'],
  Query: ['__typename'],
  Mutation: ['three', '__typename', 'last: three'],
} as const;
const branches = {
  A: { self: 'Node', 'other: self': 'Node', strict: 'Node', b: 'B', list: 'Node', strictList: 'Node', any: 'Any' },
  B: { self: 'Node', strict: 'Node', a: 'A', lists: 'A' },
  Node: { self: 'Node', 'other: self': 'Node', strict: 'Node' },
  Any: {},
  Query: { a: 'A', b: 'B', node: 'Node', any: 'Any', 'list(n: $n)': 'A', '__proto__: a': 'A' },
  Mutation: { one: 'A', two: 'B', 'again: one': 'A' },
} as const;
type Parent = keyof typeof leaves;

function selections(parent: Parent, depth: number, hasSpreads = true): fc.Arbitrary<string> {
  const leaf = fc.tuple(fc.constantFrom(...leaves[parent]), conditions).map((parts) => parts.join(''));
  const within = (head: string, type: Parent): fc.Arbitrary<string> =>
    fc
      .tuple(conditions, selections(type, depth - 1, hasSpreads))
      .map(([condition, inner]) => `${head}${condition} { ${inner} }`);
  const deeper = depth <= 0 ? [] : Object.entries(branches[parent]).map(([field, type]) => within(field, type));
  const narrower =
    depth <= 0 || !(parent === 'Node' || parent === 'Any')
      ? []
      : (['A', 'B'] as const).map((type) => within(`... on ${type}`, type));
  const spread =
    hasSpreads && (parent === 'A' || parent === 'B')
      ? [conditions.map((condition) => `...F${parent}${condition}`)]
      : [];
  return fc
    .array(fc.oneof(leaf, ...spread, ...deeper, ...narrower), { minLength: 1, maxLength: 4 })
    .map((all) => all.join(' '));
}

const schemas = [1, 2, 3, 5, 8, 13].map(chancySchema);
const operations = fc.record({
  schema: fc.constantFrom(...schemas),
  text: fc
    .tuple(
      fc.oneof(
        fc.tuple(fc.constant('query'), selections('Query', 3)),
        fc.tuple(fc.constant('mutation'), selections('Mutation', 3)),
      ),
      selections('A', 2, false),
      selections('B', 2, false),
    )
    .map(
      ([[kind, body], a, b]) =>
        `${kind} ($yes: Boolean!, $no: Boolean!, $n: Int, $c: Color) { ${body} } fragment FA on A { ${a} } fragment FB on B { ${b} }`,
    ),
  variableValues: fc.record(
    { yes: fc.boolean(), no: fc.boolean(), n: fc.option(fc.integer({ min: 0, max: 9 })) },
    { requiredKeys: ['yes', 'no'] },
  ),
});

it('answers generated operations as graphql-js does', async () => {
  let compared = 0;
  let withErrors = 0;
  const property = fc.asyncProperty(operations, async ({ schema, text, variableValues }) => {
    const document = parse(text);
    // Unused definitions do no harm; two fields of one name that differ do.
    if (validate(schema, document).some(({ message }) => !/never used/.test(message))) return;
    const expected = JSON.stringify(await execute({ schema, document, variableValues }));
    const operation = getOperationAST(document);
    const run = operation && compileExecutable<undefined>(schema, document, operation);
    if (run == null) throw new Error('Was not compiled');
    // Other conditions come between: what was worked out for them is not for these.
    const others = { ...variableValues, yes: !variableValues.yes };
    expect(JSON.stringify(await run(undefined, variableValues))).toBe(expected);
    expect(JSON.stringify(await run(undefined, others))).toBe(
      JSON.stringify(await execute({ schema, document, variableValues: others })),
    );
    expect(JSON.stringify(await run(undefined, variableValues))).toBe(expected);
    compared++;
    if (expected.startsWith('{"errors"')) withErrors++;
  });
  await fc.assert(property, { numRuns: 150, seed: 20 });
  // Else the generator makes too little to compare.
  expect(compared).toBeGreaterThan(120);
  expect(withErrors).toBeGreaterThan(60);
});

it('tells resolvers what graphql-js tells them', async () => {
  const schema = buildSchema(
    'type Query { list(n: Int = 1): [[Named]] } interface Named { id: ID } type Thing implements Named { id: ID }',
  );
  const told: unknown[] = [];
  const tell = (args: unknown, context: unknown, info: GraphQLResolveInfo): void => {
    const {
      path,
      parentType,
      returnType,
      schema: told_,
      fragments,
      operation: { name },
      ...rest
    } = info;
    told.push([
      args,
      context,
      responsePathAsArray(path),
      path.typename,
      String(parentType),
      String(returnType),
      told_ === schema,
      Object.keys(fragments),
      name?.value,
      rest,
    ]);
  };
  (schema.getType('Named') as GraphQLInterfaceType).resolveType = (value, context, info, type) => {
    tell([value, String(type)], context, info);
    return 'Thing';
  };
  schema.getQueryType()!.getFields()['list']!.resolve = (_source, args, context, info) => {
    tell(args, context, info);
    return [
      [{ id: 1 }],
      [{ id: 2 }, { id: (own: unknown, who: unknown, about: GraphQLResolveInfo) => (tell(own, who, about), 3) }],
    ];
  };
  const document = parse('query Q($n: Int) { a: list(n: $n) { ...F } list { id } } fragment F on Named { id }');
  const run = compileExecutable<string>(schema, document, getOperationAST(document)!);
  await execute({ schema, document, contextValue: 'context', variableValues: { n: 2 } });
  const expected = told.splice(0);
  await run!('context', { n: 2 });
  expect(expected.length).toBeGreaterThan(8);
  expect(JSON.stringify(told)).toBe(JSON.stringify(expected));
});

it('leaves no rejection to nobody when another item of a list fails', async () => {
  const schema = buildSchema('type Query { list: [Item!] } type Item { slow: Int! }');
  const document = parse('{ list { slow } }');
  const operation = getOperationAST(document);
  const run = operation && compileExecutable<undefined>(schema, document, operation);
  const slow = (): Promise<never> => new Promise((_, reject) => setImmediate(() => reject(new Error('late'))));
  schema.getQueryType()!.getFields()['list']!.resolve = () => [{ slow }, null];
  const result = await run!(undefined, {});
  expect(result.data).toEqual({ list: null });
  expect(result.errors?.map(({ message }) => message)).toEqual([
    'Cannot return null for non-nullable field Query.list.',
  ]);
  // Vitest fails a run with an unhandled rejection.
  await new Promise((resolve) => setTimeout(resolve, 5));
});

it('runs subscriptions and operations with many conditions not at all', () => {
  const schema = buildSchema('type Query { a: Int } type Subscription { a: Int }');
  const compiled = (text: string): unknown => {
    const document = parse(text);
    const operation = getOperationAST(document);
    return operation && compileExecutable(schema, document, operation);
  };
  expect(compiled('subscription { a }')).toBeNull();
  const names = ['a', 'b', 'c', 'd', 'e'];
  expect(
    compiled(
      `query (${names.map((name) => `$${name}: Boolean!`).join()}) { ${names.map((name) => `${name}: a @skip(if: $${name})`).join(' ')} }`,
    ),
  ).toBeNull();
});

it.each([
  [
    'some',
    [
      { __typename: 'A', id: '1' },
      { __typename: 'A', nested: { list: [null, 1] } },
    ],
    1,
  ],
  ['none', [], 1],
  ['an empty one', [null], 1],
  ['no list', 'text', 1],
  ['one for a list', { __typename: 'A' }, 1],
  ['nothing', undefined, 1],
  ['some, and a wrong variable beside them', [{ __typename: 'A' }], 'text'],
])('reads the representations of entities as graphql-js does: %s', async (_, representations, n) => {
  const schema = buildSchema('scalar _Any type Query { _entities(representations: [_Any!]!): [Int]! n(n: Int!): Int }');
  schema.getQueryType()!.getFields()['_entities']!.resolve = (_source, args: { representations: readonly unknown[] }) =>
    args.representations.map((each) => JSON.stringify(each).length);
  const document = parse(
    'query ($representations: [_Any!]!, $n: Int!) { _entities(representations: $representations) n(n: $n) }',
  );
  const run = compileExecutable<undefined>(schema, document, getOperationAST(document)!);
  const variableValues = { n, ...(representations !== undefined && { representations }) };
  expect(JSON.stringify(await run!(undefined, variableValues))).toBe(
    JSON.stringify(await execute({ schema, document, variableValues })),
  );
});

import fc from 'fast-check';
import { buildSchema, parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { countDocument } from './count-document.ts';

const schema = buildSchema(`
  type Query { name: String things(first: Int = 20): Page! plain: [Thing!]! byId(ids: [ID!]!): [Thing!]! either: Either }
  type Page { edges: [Edge!]! total: Int }
  type Edge { node: Thing! }
  type Thing { id: ID! things(first: Int = 20): Page! parts: [Thing!]! }
  union Either = Thing | Page
`);
const nodes = (text: string, variables = {}): number =>
  countDocument(schema, parse(text)).operations[0]!.nodes(variables);
const sizeOf = (text: string) => countDocument(schema, parse(text)).sizes[0]!;

describe('the nodes of an operation', () => {
  it('are as many as its lists are long', () => {
    expect(nodes('{ name }')).toBe(1);
    expect(nodes('{ things(first: 3) { total edges { node { id } } } }')).toBe(1 + 1 + 3 * 3);
    expect(nodes('{ things(first: 3) { edges { node { things(first: 4) { edges { node { id } } } } } } }')).toBe(
      1 + 3 * (1 + 1 + (1 + 4 * 3)),
    );
  });

  it('follow defaults of arguments and of variables, and values of variables', () => {
    const document = 'query ($n: Int = 5) { things(first: $n) { ...P } } fragment P on Page { edges { node { id } } }';
    expect(nodes('{ things { edges { node { id } } } }')).toBe(1 + 20 * 3);
    expect(nodes(document)).toBe(1 + 5 * 3);
    expect(nodes(document, { n: 7 })).toBe(1 + 7 * 3);
    expect(nodes(document, { n: null })).toBe(1 + 20 * 3);
  });

  it('take a list without a size for one of ten, and a list that is asked by ids for as long as these are', () => {
    expect(nodes('{ plain { id } }')).toBe(10 * 2);
    expect(nodes('{ byId(ids: ["1", "2", "3"]) { id } }')).toBe(3 * 2);
    expect(nodes('query ($ids: [ID!]!) { byId(ids: $ids) { id } }', { ids: ['1', '2'] })).toBe(2 * 2);
  });

  it('take a page that no list gives for the longest that one does', () => {
    for (const first of [101, 2 ** 31])
      expect(nodes(`{ things(first: ${first}) { edges { node { id } } } }`)).toBe(301);
    for (const first of [0, -1]) expect(nodes(`{ things(first: ${first}) { edges { node { id } } } }`)).toBe(4);
  });

  it('are those of every member of a union', () => {
    expect(nodes('{ either { ... on Thing { id } ... on Page { total } } }')).toBe(3);
  });
});

describe('the size of a document', () => {
  it('has fragments wherever they are spread', () => {
    const size = sizeOf('{ ...F a: name @skip(if: true) ...F } fragment F on Query { b: name plain { id } }');
    expect(size).toMatchObject({ selections: 7, depth: 2, rootFields: 5, aliases: 3, directives: 1 });
  });

  it('is found of what is invalid', () => {
    expect(sizeOf('{ ...F } fragment F on Query { name ...G } fragment G on No { no { no } ...F ...H }').depth).toBe(2);
  });

  it('is found once for a fragment, however often it is spread', () => {
    const text = `{ ...F0 } ${Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} }`).join(' ')} fragment F60 on Query { name }`;
    expect(sizeOf(text).selections).toBe(2 ** 60);
    expect(nodes(text)).toBe(2 ** 60);
  });
});

// A selection of Thing, as a tree: what it spreads stands where it is spread.
type Tree = {
  readonly id: number;
  readonly parts: readonly Tree[];
  readonly pages: readonly { first: number; of: Tree }[];
};
const tree = fc.memo((levels: number): fc.Arbitrary<Tree> => {
  const below = <Each>(of: (tree: fc.Arbitrary<Tree>) => fc.Arbitrary<Each>): fc.Arbitrary<Each[]> =>
    levels <= 1 ? fc.constant([]) : fc.array(of(tree(levels - 1)), { maxLength: 2 });
  return fc.record({
    id: fc.integer({ min: 1, max: 3 }),
    parts: below((each) => each),
    pages: below((each) => fc.record({ first: fc.integer({ min: 1, max: 9 }), of: each })),
  });
});

/** The same tree as text, with every second set of fields in a fragment, and its values walked one by one. */
function written(root: Tree): string {
  const fragments: string[] = [];
  const variables: string[] = [];
  let made = 0;
  const write = (each: Tree): string => {
    const name = `x${made++}`;
    const fields = [
      ...Array.from({ length: each.id }, (_, n) => `${name}_${n}: id`),
      ...each.parts.map((part, n) => `${name}p${n}: parts { ${write(part)} }`),
      ...each.pages.map(({ first, of }, n) => {
        variables.push(`$${name}v${n}: Int = ${first}`);
        return `${name}q${n}: things(first: ${n === 0 ? first : `$${name}v${n}`}) { edges { node { ${write(of)} } } }`;
      }),
    ].join(' ');
    if (made % 2 === 0) return `... on Thing { ${fields} }`;
    fragments.push(`fragment ${name} on Thing { ${fields} }`);
    return `...${name}`;
  };
  const body = write(root);
  return `query (${['$unused: Int', ...variables].join(' ')}) { plain { ${body} } } ${fragments.join(' ')}`;
}

function walked({ id, parts, pages }: Tree): number {
  let count = id;
  for (const part of parts) for (let n = 0; n < 10; n += 1) count += 1 + walked(part);
  for (const { first, of } of pages) {
    count += 1;
    for (let n = 0; n < first; n += 1) count += 2 + walked(of);
  }
  return count;
}

const depthOf = ({ parts, pages }: Tree): number =>
  Math.max(1, ...parts.map((part) => 1 + depthOf(part)), ...pages.map(({ of }) => 3 + depthOf(of)));

it('counts as who walks the whole answer', () => {
  fc.assert(
    fc.property(
      tree(4).filter((each) => walkedBound(each) < 20_000),
      (each) => {
        expect(nodes(written(each))).toBe(10 * (1 + walked(each)));
        expect(sizeOf(written(each)).depth).toBe(1 + depthOf(each));
      },
    ),
    { numRuns: 300 },
  );
});

/** Keeps what is walked small. */
const walkedBound = ({ id, parts, pages }: Tree): number =>
  id +
  parts.reduce((sum, part) => sum + 10 * (1 + walkedBound(part)), 0) +
  pages.reduce((sum, { first, of }) => sum + 1 + first * (2 + walkedBound(of)), 0);

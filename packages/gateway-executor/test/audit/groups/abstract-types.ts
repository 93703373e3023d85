import { by, subgraph, type AuditGroup } from '../group.ts';

const items = [
  {
    __typename: 'Novel',
    id: 'n1',
    code: 'c-1',
    title: 'Novel 1',
    size: { label: 'small', weight: 0.5 },
    madeBy: 'ann@example.com',
    imprint: { __typename: 'Solo', email: 'ann@example.com' },
  },
  {
    __typename: 'Novel',
    id: 'n2',
    code: 'c-2',
    title: 'Novel 2',
    size: { label: 'small', weight: 0.6 },
    madeBy: 'bob@example.com',
    imprint: { __typename: 'Solo', email: 'bob@example.com' },
  },
  {
    __typename: 'Comic',
    id: 'k1',
    code: 'c-3',
    title: 'Comic 1',
    size: { label: 'small', weight: 0.2 },
    madeBy: 'ann@example.com',
    imprint: { __typename: 'House', id: 'h1' },
  },
  {
    __typename: 'Comic',
    id: 'k2',
    code: 'c-4',
    title: 'Comic 2',
    size: { label: 'small', weight: 0.3 },
    madeBy: 'bob@example.com',
    imprint: { __typename: 'House', id: 'h1' },
  },
];
type Item = (typeof items)[number];

const opinions = [
  { id: 1, about: 'n1' },
  { id: 2, about: 'n1' },
  { id: 3, about: 'k1' },
];

const alike = (item: Item) => items.filter(({ id, __typename }) => id !== item.id && __typename === item.__typename);

const inCatalog = {
  __resolveReference: by(items, 'id'),
  maker: ({ madeBy }: Item) => ({ email: madeBy }),
  alike,
};
const inPost = {
  delivery: ({ size }: Partial<Item>, { zip }: { zip?: string }) =>
    zip && size?.label === 'small' && size.weight < 1 ? { usual: '1 day', fastest: 'same day' } : null,
};
const inOpinions = {
  opinions: ({ id }: Item) =>
    opinions
      .filter(({ about }) => about === id)
      .map((opinion) => ({ ...opinion, item: items.find((item) => item.id === id) })),
  opinionCount: ({ id }: Item) => opinions.filter(({ about }) => about === id).length,
};

/** Each item with the opinions about it, and in each opinion the item again. */
const reviewed = (novel: object, comic: object) => ({
  items: [
    { id: 'n1', opinions: [{ item: novel }, { item: novel }] },
    { id: 'n2', opinions: [] },
    { id: 'k1', opinions: [{ item: comic }] },
    { id: 'k2', opinions: [] },
  ],
});

const comic = { id: 'k1', code: 'c-3' };
const imprints = (imprint: string) => `{
  items { id opinions { item { id ... on Comic { imprint { ...OfImprint } } ... on Novel { imprint { ...OfImprint } } } } }
} fragment OfImprint on Imprint ${imprint}`;
const conditional = (shown: boolean, selections: string) =>
  `query ($shown: Boolean = ${shown}) { items { id opinions { item { id ${selections} ... on Comic { code } } } } }`;

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'catalog',
      `
        type Query { items: [Item]  alike(id: ID!): [Item] }
        interface Item { id: ID!  code: String  size: Size  maker: Maker  secret: Boolean @inaccessible }
        interface Kin { alike: [Item] }
        type Size @shareable { label: String  weight: Float }
        type Novel implements Item & Kin @key(fields: "id") { id: ID!  code: String  size: Size @shareable  maker: Maker  alike: [Novel]  secret: Boolean  imprint: Imprint }
        type Comic implements Item & Kin @key(fields: "id") { id: ID!  code: String  size: Size @shareable  maker: Maker  alike: [Comic]  secret: Boolean  imprint: Imprint }
        union Imprint = House | Solo
        type House { id: ID! @shareable }
        type Solo { email: String }
        type Maker @key(fields: "email") { email: ID!  made: Int @shareable }
      `,
      {
        Query: { items: () => items, alike: (_, { id }) => alike(items.find((item) => item.id === id)!) },
        Novel: inCatalog,
        Comic: inCatalog,
        Maker: { made: ({ email }) => items.filter(({ madeBy }) => madeBy === email).length },
      },
    ),
    subgraph(
      'post',
      `
        interface Item { id: ID!  size: Size  delivery(zip: String): Delivery }
        type Novel implements Item @key(fields: "id") { id: ID!  size: Size @external  delivery(zip: String): Delivery @requires(fields: "size { label weight }") }
        type Comic implements Item @key(fields: "id") { id: ID!  size: Size @external  delivery(zip: String): Delivery @requires(fields: "size { label weight }") }
        type Size @shareable { label: String  weight: Float }
        type Delivery { usual: String  fastest: String }
      `,
      { Novel: inPost, Comic: inPost },
    ),
    subgraph('novels', 'type Query { novels: [Novel] }  type Novel @key(fields: "id") { id: ID!  title: String }', {
      Novel: { __resolveReference: by(items, 'id') },
    }),
    subgraph('comics', 'type Query { comics: [Comic] }  type Comic @key(fields: "id") { id: ID!  title: String }', {
      Comic: { __resolveReference: by(items, 'id') },
    }),
    subgraph(
      'opinions',
      `
        type Query { opinion(id: Int!): Opinion }
        interface Item { id: ID!  opinionCount: Int!  opinions: [Opinion!]! }
        interface Kin { alike: [Item] }
        type Novel implements Item & Kin @key(fields: "id") { id: ID!  opinionCount: Int!  opinions: [Opinion!]!  alike: [Novel] @external  alikeIds: [ID!] @requires(fields: "alike { id }") }
        type Comic implements Item & Kin @key(fields: "id") { id: ID!  opinionCount: Int!  opinions: [Opinion!]!  alike: [Comic] @external  alikeIds: [ID!] @requires(fields: "alike { id }") }
        type Opinion { id: Int!  item: Item }
      `,
      { Novel: inOpinions, Comic: inOpinions },
    ),
    subgraph(
      'houses',
      `
        extend union Imprint = House | Guild
        type House @key(fields: "id") { id: ID!  name: String  email: Email }
        type Email { address: String }
        type Guild @key(fields: "id") { id: ID!  title: String  email: String }
      `,
      { House: { __resolveReference: () => ({ id: 'h1', name: 'House 1', email: { address: 'h1@example.com' } }) } },
    ),
  ],
  cases: {
    'an object of an interface': {
      query: '{ items { id size { label weight } } }',
      data: { items: items.map(({ id, size }) => ({ id, size })) },
    },
    'an argument of the root': {
      query: '{ alike(id: "n1") { id code } }',
      data: { alike: [{ id: 'n2', code: 'c-2' }] },
    },
    'required objects, under aliases of the root': {
      query:
        '{ novel: alike(id: "n1") { id delivery(zip: "1") { fastest usual } } comic: alike(id: "k1") { id delivery(zip: "1") { fastest usual } } }',
      data: {
        novel: [{ id: 'n2', delivery: { fastest: 'same day', usual: '1 day' } }],
        comic: [{ id: 'k2', delivery: { fastest: 'same day', usual: '1 day' } }],
      },
    },
    'the same field in fragments on interfaces and types': {
      query:
        '{ items { code ... on Item { code } ... on Novel { code } ... on Comic { code } ... on Kin { __typename type: __typename } } }',
      data: { items: items.map(({ code, __typename }) => ({ code, __typename, type: __typename })) },
    },
    'a field of one type beside an alias of all': {
      query: '{ items { by: maker { email made } ... on Comic { title } } }',
      data: {
        items: [
          { by: { email: 'ann@example.com', made: 2 } },
          { by: { email: 'bob@example.com', made: 2 } },
          { by: { email: 'ann@example.com', made: 2 }, title: 'Comic 1' },
          { by: { email: 'bob@example.com', made: 2 }, title: 'Comic 2' },
        ],
      },
    },
    'there and back again, with other fields for each type': {
      query: '{ items { id opinions { item { code ... on Comic { title } ... on Novel { opinionCount } } } } }',
      data: reviewed({ code: 'c-1', opinionCount: 2 }, { code: 'c-3', title: 'Comic 1' }),
    },
    'a list of another subgraph': {
      query: '{ items { id opinions { id } } }',
      data: {
        items: [
          { id: 'n1', opinions: [{ id: 1 }, { id: 2 }] },
          { id: 'n2', opinions: [] },
          { id: 'k1', opinions: [{ id: 3 }] },
          { id: 'k2', opinions: [] },
        ],
      },
    },
    'a fragment that is included': {
      query: conditional(true, '... on Novel @include(if: $shown) { title }'),
      data: reviewed({ id: 'n1', title: 'Novel 1' }, comic),
    },
    'a fragment that is not included': {
      query: conditional(false, '... on Novel @include(if: $shown) { title }'),
      data: reviewed({ id: 'n1' }, comic),
    },
    'a fragment that is not skipped': {
      query: conditional(false, '... on Novel @skip(if: $shown) { title }'),
      data: reviewed({ id: 'n1', title: 'Novel 1' }, comic),
    },
    'a fragment that is skipped': {
      query: conditional(true, '... on Novel @skip(if: $shown) { title }'),
      data: reviewed({ id: 'n1' }, comic),
    },
    'a skipped fragment beside one that is not': {
      query: conditional(true, '... on Novel @skip(if: $shown) { title } ... on Novel { code }'),
      data: reviewed({ id: 'n1', code: 'c-1' }, comic),
    },
    'two fragments on one type': {
      query: conditional(false, '... on Novel @skip(if: $shown) { title } ... on Novel { code }'),
      data: reviewed({ id: 'n1', title: 'Novel 1', code: 'c-1' }, comic),
    },
    'a fragment in an included one': {
      query: conditional(true, '... on Novel @include(if: $shown) { title ... on Novel { code } }'),
      data: reviewed({ id: 'n1', title: 'Novel 1', code: 'c-1' }, comic),
    },
    'a skipped fragment in an included one': {
      query: conditional(true, '... on Novel @include(if: $shown) { title ... on Novel @skip(if: $shown) { code } }'),
      data: reviewed({ id: 'n1', title: 'Novel 1' }, comic),
    },
    'a union of two subgraphs': {
      query: imprints('{ ... on House { id name } ... on Solo { email } }'),
      data: reviewed(
        { id: 'n1', imprint: { email: 'ann@example.com' } },
        { id: 'k1', imprint: { id: 'h1', name: 'House 1' } },
      ),
    },
    'a member of a union that the first subgraph has not': {
      query: imprints('{ ... on House { id name } ... on Solo { email } ... on Guild { title } }'),
      data: reviewed(
        { id: 'n1', imprint: { email: 'ann@example.com' } },
        { id: 'k1', imprint: { id: 'h1', name: 'House 1' } },
      ),
    },
    'one name with other types in the members of a union': {
      query: imprints(
        '{ ... on House { object: email { address } } ... on Solo { text: email } ... on Guild { text: email } }',
      ),
      data: reviewed(
        { id: 'n1', imprint: { text: 'ann@example.com' } },
        { id: 'k1', imprint: { object: { address: 'h1@example.com' } } },
      ),
    },
  },
};

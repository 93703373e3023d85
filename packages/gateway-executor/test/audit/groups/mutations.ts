import { subgraph, type AuditGroup } from '../group.ts';

const wares = new Map([['w1', { id: 'w1', name: 'Ware 1', price: 10 }]]);
const sorts = new Map<string, { id: string; name: string }>();
const sums = new Map<string, number>();

const calculate = (key: string, next: (sum: number) => number): number => {
  const sum = next(sums.get(key) ?? 0);
  sums.set(key, sum);
  return sum;
};

// Each subgraph adds a sort once: what asks both adds it twice.
const addSort = ({ name }: { name: string }) => {
  const sort = { id: `sort-${sorts.size + 1}`, name };
  sorts.set(sort.id, sort);
  return sort;
};

export const group: AuditGroup = {
  subgraphs: [
    subgraph(
      'wares',
      `
        type Query { ware(id: ID!): Ware!  wares: [Ware!]! }
        type Mutation { addWare(input: NewWare!): Ware!  addSort(name: String!): Sort! @shareable  multiply(by: Int!, in: String!): Int! }
        input NewWare { name: String!  price: Float! }
        type Ware @key(fields: "id") { id: ID!  name: String!  price: Float! }
        type Sort @key(fields: "id") { id: ID! }
      `,
      {
        Query: { ware: (_, { id }) => wares.get(id), wares: () => [...wares.values()] },
        Mutation: {
          addWare: (_, { input }) => {
            const ware = { id: `w${wares.size + 1}`, ...input };
            wares.set(ware.id, ware);
            return ware;
          },
          addSort: (_, args) => addSort(args),
          multiply: (_, args) => calculate(args.in, (sum) => sum * args.by),
        },
        Ware: { __resolveReference: ({ id }) => wares.get(id) },
        Sort: { __resolveReference: ({ id }) => sorts.get(id) },
      },
    ),
    subgraph(
      'shelves',
      `
        type Mutation { close(sum: String!): Int!  addSort(name: String!): Sort! @shareable }
        type Ware @key(fields: "id") { id: ID!  price: Float! @external  isDear: Boolean! @requires(fields: "price")  isThere: Boolean! }
        type Sort @key(fields: "id") { id: ID!  name: String! }
      `,
      {
        Mutation: {
          close: (_, { sum }) => {
            const result = calculate(sum, (last) => last);
            sums.delete(sum);
            return result;
          },
          addSort: (_, args) => addSort(args),
        },
        Ware: { isDear: ({ price }) => price > 100, isThere: ({ id }) => wares.has(id) },
        Sort: { __resolveReference: ({ id }) => sorts.get(id) },
      },
    ),
    subgraph('sums', 'type Mutation { add(number: Int!, to: String!): Int! }', {
      Mutation: { add: (_, { number, to }) => calculate(to, (sum) => sum + number) },
    }),
  ],
  cases: {
    'fields of another subgraph, of what was made': {
      query: 'mutation { addWare(input: { name: "New", price: 600 }) { name price isDear isThere } }',
      data: { addWare: { name: 'New', price: 600, isDear: true, isThere: true } },
    },
    'a query beside': {
      query: '{ ware(id: "w1") { id name price isDear isThere } }',
      data: { ware: { id: 'w1', name: 'Ware 1', price: 10, isDear: false, isThere: true } },
    },
    'in their order, through three subgraphs': {
      query:
        'mutation { five: add(number: 5, to: "s") ten: multiply(by: 2, in: "s") twelve: add(number: 2, to: "s") last: close(sum: "s") }',
      data: { five: 5, ten: 10, twelve: 12, last: 12 },
    },
    'by one of two subgraphs that could': {
      query: 'mutation { addSort(name: "Toys") { name } }',
      data: { addSort: { name: 'Toys' } },
    },
  },
};

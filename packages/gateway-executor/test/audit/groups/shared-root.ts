import { subgraph, type AuditGroup } from '../group.ts';

const parts = {
  name: { id: '1', brand: 'Brand 1', model: 'Model 1' },
  sort: { id: '1', title: 'Sort 1' },
  price: { id: '1', amount: 1000, currency: 'EUR' },
};
type Part = keyof typeof parts;

/** Neither root nor type is an entity: each subgraph answers the root with its part of the same object. */
const part = (name: Part, type: string, fields: string) =>
  subgraph(
    name,
    `
      type Query { bike: Bike! @shareable  bikes: [Bike!]! @shareable }
      type Bike { id: ID! @shareable  ${name}: ${type}! }
      type ${type} { id: ID!  ${fields} }
    `,
    { Query: { bike: () => ({ id: '1', [name]: parts[name] }), bikes: () => [{ id: '1', [name]: parts[name] }] } },
  );

const all = '{ id name { id brand model } sort { id title } price { id amount currency } }';

export const group: AuditGroup = {
  subgraphs: [
    part('sort', 'Sort', 'title: String!'),
    part('name', 'Name', 'brand: String!  model: String!'),
    part('price', 'Price', 'amount: Int!  currency: String!'),
  ],
  cases: {
    'an object from three roots': { query: `{ bike ${all} }`, data: { bike: { id: '1', ...parts } } },
    'a list from three roots': { query: `{ bikes ${all} }`, data: { bikes: [{ id: '1', ...parts }] } },
  },
};

import { subgraphV1, type AuditGroup } from '../group.ts';

const lamp = { id: 'l1', sku: 's1', barcode: 'b1', name: 'Lamp 1', price: 12.5 };

export const group: AuditGroup = {
  subgraphs: [
    subgraphV1(
      'stock',
      `
        type Query { lampInStock: Lamp }
        extend type Lamp @key(fields: "id") @key(fields: "barcode") { id: ID @external  barcode: String @external  sku: ID }
      `,
      { Query: { lampInStock: () => ({ id: lamp.id, barcode: lamp.barcode, sku: lamp.sku }) } },
    ),
    // A field that is external, yet part of a key: it can be had here.
    subgraphV1(
      'prices',
      `
        type Query { lampWithPrice: Lamp }
        extend type Lamp @key(fields: "id name") @key(fields: "barcode") { id: ID @external  name: String @external  barcode: String @external  price: Float! }
      `,
      { Query: { lampWithPrice: () => lamp }, Lamp: { __resolveReference: () => lamp } },
    ),
    subgraphV1(
      'names',
      'type Lamp @key(fields: "id") @key(fields: "barcode") { id: ID  barcode: String  name: String }',
      { Lamp: { __resolveReference: () => ({ id: lamp.id, barcode: lamp.barcode, name: lamp.name }) } },
    ),
  ],
  cases: {
    'one of several keys with external fields': {
      query: '{ lampInStock { id sku price barcode name } }',
      data: { lampInStock: { id: 'l1', sku: 's1', price: 12.5, barcode: 'b1', name: 'Lamp 1' } },
    },
  },
};

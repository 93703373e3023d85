import { undecidedTables } from '@storegraph/testkit/undecided-tables';
import { expect, it } from 'vitest';
import * as schema from './schema.ts';

/** Why each table has nothing of a customer in it, so that nothing is done here when one is erased. */
const NOTHING_OF_CUSTOMERS = {
  audit_log: 'what staff did to the catalogue and to stock',
  category: 'the catalogue',
  idempotency: 'keys of staff, kept for 7 days',
  outbox: 'events carry ids alone',
  product: 'the catalogue',
  product_category: 'the catalogue',
  product_variant: 'the catalogue',
  stock_level: 'counters',
  stock_movement: 'ids of orders and of staff, and why staff counted again: the books',
  stock_reservation: 'ids of orders',
  stock_reservation_line: 'units and prices',
};

it('holds nothing of customers in any table', () => {
  expect(undecidedTables(schema, Object.keys(NOTHING_OF_CUSTOMERS))).toEqual([]);
});

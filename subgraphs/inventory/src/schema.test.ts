import { expect, it } from 'vitest';
import { schemaEnums } from '@storegraph/testkit/schema-enums';
import { RESERVATION_STATES } from './domain/reservation.ts';
import { MOVEMENT_KINDS } from './domain/stock.ts';

const enums = schemaEnums(new URL('../schema.graphql', import.meta.url));

it.each<[string, readonly string[]]>([
  ['ReservationState', RESERVATION_STATES],
  ['StockMovementKind', MOVEMENT_KINDS],
])('the schema and the domain name the same members of %s', (type, names) => {
  expect(new Set(names)).toEqual(new Set(enums.get(type)));
});

import { expect, it } from 'vitest';
import { schemaEnums } from '@storegraph/testkit/schema-enums';
import { ORDER_ACTIONS, ORDER_STATES, UNAVAILABLE_REASONS } from './domain/order.ts';
import { SAGA_STATES, SAGA_WAITS } from './domain/saga.ts';
import { ACTOR_KINDS, TIMELINE_KINDS } from './domain/timeline.ts';

const enums = schemaEnums(new URL('../schema.graphql', import.meta.url));

it.each<[string, readonly string[]]>([
  ['OrderStatus', ORDER_STATES.map((state) => state.status)],
  ['FulfillmentStatus', ORDER_STATES.map((state) => state.fulfillmentStatus)],
  ['OrderAction', ORDER_ACTIONS.map(({ action }) => action)],
  ['UnavailableOrderActionReason', UNAVAILABLE_REASONS],
  ['OrderEventKind', TIMELINE_KINDS],
  ['OrderActorKind', ACTOR_KINDS],
  ['SagaState', Object.keys(SAGA_STATES)],
  ['SagaWait', SAGA_WAITS],
])('the schema and the domain name the same members of %s', (type, names) => {
  expect(new Set(names)).toEqual(new Set(enums.get(type)));
});

import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ORDER_ACTIONS, ORDER_STATES } from './domain/order.ts';
import { ACTOR_KINDS, TIMELINE_KINDS } from './domain/timeline.ts';

const sdl = readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8');
const namesOf = (type: string): string[] => new RegExp(`enum ${type} \\{([^}]*)\\}`).exec(sdl)![1]!.match(/^ {2}[A-Z_]+$/gm)!.map((name) => name.trim());

it.each<[string, readonly string[]]>([
  ['OrderStatus', ORDER_STATES.map((state) => state.status)],
  ['FulfillmentStatus', ORDER_STATES.map((state) => state.fulfillmentStatus)],
  ['OrderAction', ORDER_ACTIONS.map(({ action }) => action)],
  ['OrderEventKind', TIMELINE_KINDS],
  ['OrderActorKind', ACTOR_KINDS],
])('the schema and the domain name the same members of %s', (type, names) => {
  expect(new Set(names)).toEqual(new Set(namesOf(type)));
});

import { expect, it } from 'vitest';
import { z } from 'zod';
import type { Tx } from '../src/database/database.ts';
import { defineEvents, newEvent } from '../src/events/event-type.ts';
import type { EventHandlers } from '../src/events/inbox.ts';
import { recordEvents } from '../src/events/outbox.ts';
import { newId } from '../src/id.ts';
import { testEvents } from './test-events.ts';

const counterId = newId();

it('are of the type and version that their name says, about the subject of their payload', () => {
  expect(newEvent(testEvents.Counted, { counterId, n: 1 })).toEqual({
    type: 'Counted',
    version: 1,
    subjectId: counterId,
    payload: { counterId, n: 1 },
  });
  expect(newEvent(testEvents['Counted/2'], { counterId, n: 1, by: 'hand' })).toMatchObject({
    type: 'Counted',
    version: 2,
  });
});

it('carry nothing that their payload does not name', () => {
  const counted = { counterId, n: 1, email: 'lin@example.com' };
  expect(newEvent(testEvents.Counted, counted).payload).toEqual({ counterId, n: 1 });
});

it('are not made of a payload that does not fit', () => {
  expect(() => newEvent(testEvents.Counted, { counterId: 'no id', n: 1 })).toThrow('counterId');
  expect(() => newEvent(testEvents.Counted, { counterId, n: 0.5 })).toThrow('int');
});

it('are refused whose subject is no field of their payload', () => {
  const misspelt = { meaning: 'It counted.', subject: 'counter', payload: z.object({ counterId: z.uuid() }) };
  expect(() => defineEvents('publisher', { Misspelt: misspelt })).toThrow(
    'The payload of Misspelt has no field counter',
  );
});

// Nothing runs this: `npm run types` fails when one of the lines below an `@ts-expect-error` compiles.
void ((tx: Tx): unknown[] => [
  // @ts-expect-error a type that is not in the catalogue
  testEvents.Recounted,
  // @ts-expect-error a misspelt field
  newEvent(testEvents.Counted, { counterId, m: 1 }),
  // @ts-expect-error a missing field
  newEvent(testEvents.Counted, { counterId }),
  // @ts-expect-error a field of a later version
  newEvent(testEvents.Counted, { counterId, n: 1, by: 'hand' }),
  // @ts-expect-error an event of no catalogue
  recordEvents(tx, [{ type: 'Counted', version: 1, subjectId: counterId, payload: { counterId, n: 1 } }]),
  // @ts-expect-error a subscription without a handler
  {} satisfies EventHandlers<[typeof testEvents.Counted]>,
  {
    Counted: async () => {},
    // @ts-expect-error a handler of what is not subscribed to
    Recounted: async () => {},
  } satisfies EventHandlers<[typeof testEvents.Counted]>,
  {
    // @ts-expect-error a field that the payload does not have
    Counted: async (_, { payload }) => void payload.by,
  } satisfies EventHandlers<[typeof testEvents.Counted]>,
]);

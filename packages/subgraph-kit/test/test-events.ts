import { z } from 'zod';
import { defineEvents, newEvent, type NewEvent } from '../src/events/event-type.ts';
import type { DomainEvent } from '../src/events/events.ts';
import { newId } from '../src/id.ts';

const payload = z.object({
  counterId: z.uuid().describe('what was counted'),
  n: z.int().describe('how far'),
});

/** A catalogue of one type of event, in two versions. */
export const testEventsOf = (producer: string) =>
  defineEvents(producer, {
    Counted: { meaning: 'Something was counted.', subject: 'counterId', payload },
    'Counted/2': {
      meaning: 'Something was counted.',
      subject: 'counterId',
      payload: payload.extend({ by: z.string() }),
    },
  });

export const testEvents = testEventsOf('publisher');

/** To be recorded. */
export const counted = (n = 1, counterId = newId()): NewEvent => newEvent(testEvents.Counted, { counterId, n });

/** As a transport brings it. */
export const countedEvent = (n = 1, version = 1): DomainEvent => {
  const counterId = newId();
  return {
    id: newId(),
    type: 'Counted',
    version,
    subjectId: counterId,
    occurredAt: new Date().toISOString(),
    payload: { counterId, n, by: 'hand' },
  };
};

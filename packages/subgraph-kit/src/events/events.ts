import { z } from 'zod';

/** Something that happened in a subgraph, told to the others at least once and in any order. Ids, not personal data. */
export type DomainEvent = {
  /** Unique; consumers deduplicate by it. */
  readonly id: string;
  /** In the past tense: `PaymentCaptured`. */
  readonly type: string;
  /** Version of the payload's shape for this type. */
  readonly version: number;
  /** The aggregate that it is about, such as the order. */
  readonly subjectId: string;
  readonly occurredAt: string;
  readonly payload: unknown;
};

/** Reads an event that came over the wire. */
export const domainEventSchema = z.object({
  id: z.uuid(),
  type: z.string().min(1).max(64),
  version: z.int().min(1),
  subjectId: z.uuid(),
  occurredAt: z.iso.datetime(),
  payload: z.unknown(),
});

/**
 * Carries an event to everybody who subscribed. Resolves when each of them has taken it over for good; rejects when one
 * has not, and the relay tries again: subscribers that had it already see it twice.
 */
export type EventTransport = (event: DomainEvent) => Promise<void>;

/** Takes an event over. Resolves after its effect is committed; rejects to get it again later. */
export type EventSubscriber = (event: DomainEvent) => Promise<void>;

/** Delivers within the process. */
export const inProcessTransport =
  (subscribers: readonly EventSubscriber[]): EventTransport =>
  async (event) => {
    await Promise.all(subscribers.map((subscriber) => subscriber(event)));
  };

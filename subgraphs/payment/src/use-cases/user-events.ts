import type { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { requestErasure } from '@storegraph/subgraph-kit/erasure/erasure';
import type { EventHandlers } from '@storegraph/subgraph-kit/events/inbox';

/** What the user subgraph's events do to payments. */
export const userEventHandlers: EventHandlers<typeof subscriptions.payment> = {
  UserErased: (tx, { payload }) => requestErasure(tx, payload.userId),
};

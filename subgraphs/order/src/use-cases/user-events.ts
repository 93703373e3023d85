import type { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { requestErasure } from '@storegraph/subgraph-kit/erasure/erasure';
import type { EventHandlers } from '@storegraph/subgraph-kit/events/inbox';

/** What the user subgraph's events do to orders. */
export const userEventHandlers: Pick<EventHandlers<typeof subscriptions.order>, 'UserErased'> = {
  UserErased: (tx, { payload }) => requestErasure(tx, payload.userId),
};

import type { EventType } from '@storegraph/subgraph-kit/events/event-type';
import { inventoryEvents } from './inventory-events.ts';
import { orderEvents } from './order-events.ts';
import { paymentEvents } from './payment-events.ts';
import { userEvents } from './user-events.ts';

/** Every event that a service may record, service by service. */
export const catalogue: readonly EventType[] = [userEvents, inventoryEvents, orderEvents, paymentEvents].flatMap(
  (events): readonly EventType[] => Object.values(events),
);

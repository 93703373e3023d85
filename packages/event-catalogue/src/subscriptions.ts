import type { Subscriptions } from '@storegraph/subgraph-kit/events/event-type';
import { paymentEvents } from './payment-events.ts';
import { userEvents } from './user-events.ts';

const { PaymentStarted, PaymentCaptured, PaymentFailed, PaymentCancelled, PaymentExpired, PaymentRefunded } =
  paymentEvents;
const { UserErased } = userEvents;

/** The events that each service takes over: it has a handler for every one, and its producer sends it no other. */
export const subscriptions = {
  order: [
    PaymentStarted,
    PaymentCaptured,
    PaymentFailed,
    PaymentCancelled,
    PaymentExpired,
    PaymentRefunded,
    UserErased,
  ],
  payment: [UserErased],
} as const satisfies Subscriptions;

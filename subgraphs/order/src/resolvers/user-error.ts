import { commonErrors, userError, userErrors } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { OrderStatus } from '../domain/order.ts';
import type {
  NotFound,
  OverLimit,
  PlacementRefused,
  ReplayFailed,
  SagaAtRest,
  Unavailable,
  WrongStatus,
} from '../domain/refusals.ts';
import { SAGA_STATES, type SagaWait } from '../domain/saga.ts';

const NOT_FOUND: Readonly<Record<NotFound['what'], string>> = {
  order: 'There is no such order.',
  lookedUp: 'There is no order of this number and phone number. Check both.',
  variant: 'There is no such variant on sale.',
  cartLine: 'The cart has no such line.',
  deadLetter: 'There is no such dead letter.',
};

const STATUS: Readonly<Record<OrderStatus, string>> = {
  PENDING_PAYMENT: 'is not paid yet',
  PAID: 'is paid, and waits to be confirmed',
  CONFIRMED: 'is confirmed',
  COMPLETED: 'is completed',
  CANCELLED: 'was cancelled',
  EXPIRED: 'has expired',
};

const AT_REST: Readonly<Record<SagaWait, string>> = {
  COMMAND: 'it was under way',
  PAYMENT: 'it waits for the payment',
  STAFF: 'it waits for staff to confirm the order',
  NOTHING: 'it is over',
};

const UNAVAILABLE = 'A part of the shop does not answer now. Try again; nothing is done twice.';

/** The error type of the schema for a refusal. */
export const toUserError = userErrors({
  ...commonErrors,
  notFound: ({ what, field }: NotFound) => userError('NotFoundError', NOT_FOUND[what], field),
  unavailable: ({ retryAfterSeconds }: Unavailable) => ({
    ...userError('ServiceUnavailableError', UNAVAILABLE, null),
    retryAfterSeconds,
  }),
  wrongStatus: ({ order }: WrongStatus) => {
    const standing = order.fulfillmentStatus === 'SHIPPED' ? 'is on its way' : STATUS[order.status];
    return { ...userError('OrderStatusError', `This cannot be done now: the order ${standing}.`, null), order };
  },
  sagaAtRest: ({ saga }: SagaAtRest) => ({
    ...userError(
      'SagaStateError',
      `There is nothing to try again: ${AT_REST[SAGA_STATES[saga.state].waitsFor]}.`,
      null,
    ),
    saga,
  }),
  replayFailed: ({ error }: ReplayFailed) => ({
    ...userError('ReplayFailedError', 'The event had no effect, and stays a dead letter.', null),
    error,
  }),
  overLimit: ({ broken, field }: OverLimit) => {
    const { maximum } = broken;
    if (broken.limit === 'unpaidOrders')
      return {
        ...userError(
          'UnpaidOrderLimitError',
          broken.of === 'network'
            ? `There are ${maximum} unpaid orders from your network. Pay or cancel one first, or try again later.`
            : `You have ${maximum} unpaid orders. Pay or cancel one first.`,
          null,
        ),
        maximum,
      };
    const { held, variantId } = broken;
    const whose = broken.of === 'network' ? 'Unpaid orders from your network' : 'Your unpaid orders';
    const message = `${whose} may hold at most ${maximum} units of one variant, and hold ${held} of this.`;
    return { ...userError('HeldUnitsLimitError', message, field), variant: { id: variantId }, maximum, held };
  },
  placementRefused: ({ refusal, field }: PlacementRefused) => {
    switch (refusal.kind) {
      case 'outOfStock':
        return {
          ...userError('OutOfStockError', 'There is not enough left of what you want to order.', field),
          shortages: refusal.shortages.map(({ variantId, ...shortage }) => ({
            ...shortage,
            variant: { id: variantId },
          })),
        };
      case 'unknownVariants':
        return userError('NotFoundError', NOT_FOUND.variant, field);
      case 'otherCurrency':
        return userError('InvalidInputError', 'This is not priced in the currency of the shop.', field);
      case 'totalChanged':
        return {
          ...userError('TotalChangedError', 'Prices have changed: look at the new total, and order again.', field),
          total: refusal.total,
          lines: refusal.lines.map(({ variantId, ...line }) => ({ ...line, variant: { id: variantId } })),
        };
      case 'totalOutOfBounds':
        return userError('InvalidInputError', 'These lines cannot be one order: their total is too large.', field);
    }
  },
});

import type { Reference } from '@storegraph/subgraph-kit/graphql/reference';
import type { InvalidInput } from '@storegraph/subgraph-kit/result';
import { idempotencyConflict, type Named } from '@storegraph/subgraph-kit/graphql/user-errors';
import type {
  HeldUnitsLimitError,
  IdempotencyConflictError,
  InvalidInputError,
  NotFoundError,
  OutOfStockError,
  ReplayFailedError,
  ServiceUnavailableError,
  StockShortage,
  UnpaidOrderLimitError,
} from '../__generated__/resolvers.ts';
import type { Order, OrderStatus } from '../domain/order.ts';
import type {
  KeyConflict,
  NotFound,
  OverLimit,
  PlacementRefused,
  ReplayFailed,
  SagaAtRest,
  Unavailable,
  WrongStatus,
} from '../domain/refusals.ts';
import { SAGA_STATES, type SagaProgress, type SagaWait } from '../domain/saga.ts';

type OutOfStock = Omit<OutOfStockError, 'shortages'> & {
  shortages: (Omit<StockShortage, 'variant'> & { variant: Reference })[];
};

type HeldUnitsLimit = Omit<HeldUnitsLimitError, 'variant'> & { variant: Reference };

/** Each refusal that use cases know, and the error of the schema that tells of it. */
type Errors = {
  invalidInput: { refusal: InvalidInput; error: Named<'InvalidInputError', InvalidInputError> };
  notFound: { refusal: NotFound; error: Named<'NotFoundError', NotFoundError> };
  keyConflict: { refusal: KeyConflict; error: Named<'IdempotencyConflictError', IdempotencyConflictError> };
  unavailable: { refusal: Unavailable; error: Named<'ServiceUnavailableError', ServiceUnavailableError> };
  wrongStatus: {
    refusal: WrongStatus;
    error: { readonly __typename: 'OrderStatusError'; message: string; field: null; order: Order };
  };
  sagaAtRest: {
    refusal: SagaAtRest;
    error: { readonly __typename: 'SagaStateError'; message: string; field: null; saga: SagaProgress };
  };
  replayFailed: { refusal: ReplayFailed; error: Named<'ReplayFailedError', ReplayFailedError> };
  overLimit: {
    refusal: OverLimit;
    error: Named<'UnpaidOrderLimitError', UnpaidOrderLimitError> | Named<'HeldUnitsLimitError', HeldUnitsLimit>;
  };
  placementRefused: {
    refusal: PlacementRefused;
    error:
      | Named<'OutOfStockError', OutOfStock>
      | Named<'NotFoundError', NotFoundError>
      | Named<'InvalidInputError', InvalidInputError>;
  };
};
type Kind = keyof Errors;
type RefusalOf<K extends Kind> = { [P in K]: { readonly kind: P } & Errors[P]['refusal'] }[K];
type ErrorOf<K extends Kind> = Errors[K]['error'];

const NOT_FOUND: Readonly<Record<NotFound['what'], string>> = {
  order: 'There is no such order.',
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

const toErrors: { readonly [K in Kind]: (refusal: RefusalOf<K>) => ErrorOf<K> } = {
  invalidInput: ({ message, field }) => ({ __typename: 'InvalidInputError', message, field: pathOf(field) }),
  notFound: ({ what, field }) => ({ __typename: 'NotFoundError', message: NOT_FOUND[what], field: pathOf(field) }),
  keyConflict: idempotencyConflict,
  unavailable: ({ retryAfterSeconds }) => ({
    __typename: 'ServiceUnavailableError',
    message: 'A part of the shop does not answer now. Try again; nothing is done twice.',
    field: null,
    retryAfterSeconds,
  }),
  wrongStatus: ({ order }) => ({
    __typename: 'OrderStatusError',
    message: `This cannot be done now: the order ${order.fulfillmentStatus === 'SHIPPED' ? 'is on its way' : STATUS[order.status]}.`,
    field: null,
    order,
  }),
  sagaAtRest: ({ saga }) => ({
    __typename: 'SagaStateError',
    message: `There is nothing to try again: ${AT_REST[SAGA_STATES[saga.state].waitsFor]}.`,
    field: null,
    saga,
  }),
  replayFailed: ({ error }) => ({
    __typename: 'ReplayFailedError',
    message: 'The event had no effect, and stays a dead letter.',
    field: null,
    error,
  }),
  overLimit: ({ broken, field }) =>
    broken.limit === 'unpaidOrders'
      ? {
          __typename: 'UnpaidOrderLimitError',
          message: `You have ${broken.maximum} unpaid orders. Pay or cancel one first.`,
          field: null,
          maximum: broken.maximum,
        }
      : {
          __typename: 'HeldUnitsLimitError',
          message: `Your unpaid orders may hold at most ${broken.maximum} units of one variant, and hold ${broken.held} of this.`,
          field: pathOf(field),
          variant: { id: broken.variantId },
          maximum: broken.maximum,
          held: broken.held,
        },
  placementRefused: ({ refusal, field }) => {
    switch (refusal.kind) {
      case 'outOfStock':
        return {
          __typename: 'OutOfStockError',
          message: 'There is not enough left of what you want to order.',
          field: pathOf(field),
          shortages: refusal.shortages.map(({ variantId, ...shortage }) => ({
            ...shortage,
            variant: { id: variantId },
          })),
        };
      case 'unknownVariants':
        return { __typename: 'NotFoundError', message: NOT_FOUND.variant, field: pathOf(field) };
      case 'totalOutOfBounds':
        return {
          __typename: 'InvalidInputError',
          message: 'These lines cannot be one order: their total is too large.',
          field: pathOf(field),
        };
    }
  },
};

const pathOf = (field: readonly string[] | null): string[] | null => field && [...field];

/** The error that tells of a refusal. */
export const toUserError = <K extends Kind>(refusal: RefusalOf<K>): ErrorOf<K> => toErrors[refusal.kind](refusal);

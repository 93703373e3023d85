import type { Exchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { optimistic, updates } from './cache-updates.ts';

const embedded = (): null => null;

/** Types without an identity of their own: they live inside the thing that holds them. */
export const keylessTypes = [
  'AddressSuccess',
  'CancelOrderSuccess',
  'CancelPaymentSuccess',
  'CartSuccess',
  'CategoryFacet',
  'ConfirmOrderSuccess',
  'ConfirmPaymentSuccess',
  'DeliverOrderSuccess',
  'EmailTakenError',
  'Fulfillment',
  'HeldUnitsLimitError',
  'IdempotencyConflictError',
  'Image',
  'InsufficientStockError',
  'InsufficientStockWarning',
  'InsufficientStockWarning',
  'InvalidCredentialsError',
  'InvalidInputError',
  'LogoutSuccess',
  'Money',
  'NotFoundError',
  'NotOnSaleWarning',
  'NotOnSaleWarning',
  'OrderAddress',
  'OrderNotPayableError',
  'OrderStatusError',
  'OutOfStockError',
  'PaymentDeclinedError',
  'PaymentInProgressError',
  'PaymentStatusError',
  'PaymentWindowClosedError',
  'PlaceOrderSuccess',
  'PriceChangedWarning',
  'PriceChangedWarning',
  'PriceRange',
  'ProductFacets',
  'RefundExceedsCaptureError',
  'RefundPaymentSuccess',
  'ReplayFailedError',
  'RetrySagaSuccess',
  'SagaStateError',
  'ServiceUnavailableError',
  'SessionEndedError',
  'ShipOrderSuccess',
  'SignInSuccess',
  'StartPaymentSuccess',
  'StockLevel',
  'StockShortage',
  'StockSuccess',
  'UnpaidOrderLimitError',
  'UnavailableOrderAction',
  'VariantOption',
] as const;

// Without a schema graphcache writes by every fragment of a union, and complains in development of the fields of those
// that do not apply.
const logger = (severity: 'debug' | 'error' | 'warn', message: string): void => {
  if (severity !== 'debug' && !message.startsWith('Invalid undefined')) console[severity](message);
};

/** The normalised cache: one copy of each order, product and cart, however many queries asked for it. */
export const createCache = (): Exchange =>
  cacheExchange({
    keys: Object.fromEntries(keylessTypes.map((name) => [name, embedded])),
    possibleTypes: { UserError: keylessTypes.filter((name) => name.endsWith('Error')) },
    resolvers: {
      Query: {
        products: relayPagination(),
        lowStock: relayPagination(),
      },
      Category: { products: relayPagination() },
      User: { orders: relayPagination() },
    },
    updates,
    optimistic,
    logger,
  });

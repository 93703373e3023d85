import type { Exchange } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { keylessTypes, possibleTypes } from './__generated__/cache-types.ts';
import { optimistic, updates } from './cache-updates.ts';

/** A value without an identity of its own lives inside the thing that holds it. */
const embedded = (): null => null;

// Without a schema graphcache writes by every fragment of a union, and complains in development of the fields of those
// that do not apply.
const logger = (severity: 'debug' | 'error' | 'warn', message: string): void => {
  if (severity !== 'debug' && !message.startsWith('Invalid undefined')) console[severity](message);
};

/** The normalised cache: one copy of each order, product and cart, however many queries asked for it. */
export const createCache = (): Exchange =>
  cacheExchange({
    keys: Object.fromEntries(keylessTypes.map((name) => [name, embedded])),
    possibleTypes,
    resolvers: {
      Query: {
        products: relayPagination(),
        lowStock: relayPagination(),
        users: relayPagination(),
        userAuditLog: relayPagination(),
        orderAuditLog: relayPagination(),
        inventoryAuditLog: relayPagination(),
        paymentAuditLog: relayPagination(),
      },
      Category: { products: relayPagination() },
      User: { orders: relayPagination() },
    },
    updates,
    optimistic,
    logger,
  });

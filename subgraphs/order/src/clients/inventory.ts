import { z } from 'zod';
import { sendCommand } from '@storegraph/subgraph-kit/http/command';
import { money, type Money } from '@storegraph/subgraph-kit/money';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { Offer } from '../domain/cart.ts';
import type { ReservedLine } from '../domain/order-line.ts';
import type { VariantQuantity } from '../domain/quantities.ts';
import type { Shortage } from '../domain/saga.ts';
import { CommandRefusedError } from './command-refused.ts';

const SERVICE = 'order';

const moneySchema = z
  .object({ amount: z.int(), currency: z.string() })
  .transform(({ amount, currency }): Money => money(amount, currency));

const reservedLineSchema = z
  .object({
    quantity: z.int(),
    quote: z.object({
      variantId: z.uuid(),
      productId: z.uuid(),
      sku: z.string(),
      name: z.string(),
      unitPrice: moneySchema,
    }),
  })
  .transform(({ quantity, quote }): ReservedLine => ({ ...quote, quantity }));

const reserveStockAnswer = z.object({
  reserveStock: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('ReserveStockSuccess'), lines: z.array(reservedLineSchema) }),
    z.object({
      __typename: z.literal('ReserveStockShortage'),
      shortages: z.array(z.object({ variantId: z.uuid(), requested: z.int(), available: z.int() })),
    }),
    z.object({ __typename: z.literal('ReserveStockUnknownVariants'), variantIds: z.array(z.uuid()) }),
    z.object({ __typename: z.literal('ReserveStockConflict'), message: z.string() }),
  ]),
});

export type Reservation =
  | { readonly kind: 'held'; readonly lines: readonly ReservedLine[] }
  | { readonly kind: 'outOfStock'; readonly shortages: readonly Shortage[] }
  | { readonly kind: 'unknownVariants'; readonly variantIds: readonly string[] };

/**
 * Holds the lines of an order, all or none.
 * @throws CommandUnansweredError
 */
export async function reserveStock(
  inventory: SubgraphClient,
  orderId: string,
  lines: readonly VariantQuantity[],
): Promise<Reservation> {
  const { reserveStock: answer } = await sendCommand(inventory, {
    service: SERVICE,
    query: /* GraphQL */ `
      mutation OrderReservesStock($input: ReserveStockInput!) {
        reserveStock(input: $input) {
          __typename
          ... on ReserveStockSuccess {
            lines {
              quantity
              quote {
                variantId
                productId
                sku
                name
                unitPrice {
                  amount
                  currency
                }
              }
            }
          }
          ... on ReserveStockShortage {
            shortages {
              variantId
              requested
              available
            }
          }
          ... on ReserveStockUnknownVariants {
            variantIds
          }
          ... on ReserveStockConflict {
            message
          }
        }
      }
    `,
    variables: { input: { orderId, lines } },
    answer: reserveStockAnswer,
  });
  switch (answer.__typename) {
    case 'ReserveStockSuccess':
      return { kind: 'held', lines: answer.lines };
    case 'ReserveStockShortage':
      return { kind: 'outOfStock', shortages: answer.shortages };
    case 'ReserveStockUnknownVariants':
      return { kind: 'unknownVariants', variantIds: answer.variantIds };
    case 'ReserveStockConflict':
      throw new CommandRefusedError(`reserveStock: ${answer.message}`);
  }
}

const orderStockAnswer = z.object({
  answer: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('OrderStockSuccess') }),
    z.object({ __typename: z.literal('OrderStockRefused'), state: z.string().nullable() }),
  ]),
});

/**
 * Takes what an order holds out of stock.
 * @throws CommandUnansweredError, CommandRefusedError
 */
export const commitStock = (inventory: SubgraphClient, orderId: string): Promise<void> =>
  settleStock(inventory, orderId, `mutation OrderCommitsStock${settlesBy('commitStock')}`);

/**
 * Puts what an order holds back on sale.
 * @throws CommandUnansweredError, CommandRefusedError
 */
export const releaseStock = (inventory: SubgraphClient, orderId: string): Promise<void> =>
  settleStock(inventory, orderId, `mutation OrderReleasesStock${settlesBy('releaseStock')}`);

/**
 * Puts what an order holds, or was sold and not sent, back on sale.
 * @throws CommandUnansweredError, CommandRefusedError
 */
export const returnStock = (inventory: SubgraphClient, orderId: string): Promise<void> =>
  settleStock(inventory, orderId, `mutation OrderReturnsStock${settlesBy('returnStock')}`);

const settlesBy = (field: 'commitStock' | 'releaseStock' | 'returnStock'): string =>
  `($input: OrderStockInput!) { answer: ${field}(input: $input) { __typename ... on OrderStockRefused { state } } }`;

async function settleStock(inventory: SubgraphClient, orderId: string, query: string): Promise<void> {
  const { answer } = await sendCommand(inventory, {
    service: SERVICE,
    query,
    variables: { input: { orderId } },
    answer: orderStockAnswer,
  });
  if (answer.__typename === 'OrderStockRefused')
    throw new CommandRefusedError(`The reservation is ${answer.state ?? 'missing'}`);
}

const quotesAnswer = z.object({
  variantQuotes: z.array(z.object({ variantId: z.uuid(), unitPrice: moneySchema, available: z.int() })),
});

/**
 * Today's price and stock by variant.
 * @throws CommandUnansweredError
 */
export async function fetchOffers(
  inventory: SubgraphClient,
  variantIds: readonly string[],
): Promise<readonly Exclude<Offer, { kind: 'unknown' }>[]> {
  const { variantQuotes } = await sendCommand(inventory, {
    service: SERVICE,
    query: /* GraphQL */ `
      query OrderAsksOffers($ids: [ID!]!) {
        variantQuotes(ids: $ids) {
          variantId
          unitPrice {
            amount
            currency
          }
          available
        }
      }
    `,
    variables: { ids: variantIds },
    answer: quotesAnswer,
  });
  const offers = new Map(
    variantQuotes.map(({ variantId, ...quote }) => [variantId, { kind: 'onSale', ...quote } as const]),
  );
  // What is unknown or not on sale has no quote.
  return variantIds.map((variantId) => offers.get(variantId) ?? { kind: 'notOnSale' });
}

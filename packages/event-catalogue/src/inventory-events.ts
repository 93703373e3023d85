import { defineEvents } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';
import { ids, units } from './payload-fields.ts';

const ofOrder = {
  subject: 'orderId',
  payload: z.object({
    orderId: ids.orderId,
    lines: z
      .array(z.object({ variantId: ids.variantId, quantity: units('the units of it') }))
      .readonly()
      .describe('the units of each variant'),
  }),
} as const;
const ofProduct = { subject: 'productId', payload: z.object({ productId: ids.productId }) } as const;
const ofVariant = { subject: 'variantId', payload: z.object({ variantId: ids.variantId }) } as const;
const ofCategory = { subject: 'categoryId', payload: z.object({ categoryId: ids.categoryId }) } as const;

/** What the inventory subgraph tells. */
export const inventoryEvents = defineEvents('inventory', {
  StockReserved: { ...ofOrder, meaning: 'Units are held for an order.' },
  StockCommitted: { ...ofOrder, meaning: 'Units that were held for an order have left stock.' },
  StockReleased: {
    ...ofOrder,
    meaning: 'Units that were held for an order, or sold to it and not sent, are on sale again.',
  },
  StockChanged: {
    meaning: 'The counters of a variant have changed.',
    subject: 'variantId',
    payload: z.object({
      variantId: ids.variantId,
      onHand: units('units in the house'),
      reserved: units('of these, units that orders hold'),
      available: units('units that can be ordered'),
    }),
  },
  StockLow: {
    meaning: 'The available units of a variant fell to the threshold or below.',
    subject: 'variantId',
    payload: z.object({
      variantId: ids.variantId,
      available: units('units that can be ordered'),
      threshold: units('the threshold, `LOW_STOCK_THRESHOLD`'),
    }),
  },
  ProductCreated: { ...ofProduct, meaning: 'A product was added, with its variants.' },
  ProductUpdated: { ...ofProduct, meaning: 'A product was changed.' },
  ProductArchived: { ...ofProduct, meaning: 'A product was taken off sale.' },
  ProductRestored: { ...ofProduct, meaning: 'A product was put back on sale.' },
  VariantAdded: { ...ofVariant, meaning: 'A variant was added to a product.' },
  VariantUpdated: { ...ofVariant, meaning: 'A variant was changed: its code, options or price.' },
  VariantArchived: { ...ofVariant, meaning: 'A variant was taken off sale.' },
  VariantRestored: { ...ofVariant, meaning: 'A variant was put back on sale.' },
  CategoryCreated: { ...ofCategory, meaning: 'A category was added.' },
  CategoryUpdated: { ...ofCategory, meaning: 'A category was changed or moved.' },
  CategoryDeleted: { ...ofCategory, meaning: 'A category was removed; its products stay.' },
});

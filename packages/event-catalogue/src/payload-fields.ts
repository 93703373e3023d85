import { z } from 'zod';

/** Ids that payloads have in common. */
export const ids = {
  orderId: z.uuid().describe('the order'),
  userId: z.uuid().describe('whose order it is: an account or a guest'),
  paymentId: z.uuid().describe('the attempt to pay'),
  refundId: z.uuid().describe('the refund'),
  variantId: z.uuid().describe('the variant'),
  productId: z.uuid().describe('the product'),
  categoryId: z.uuid().describe('the category'),
} as const;

/** An amount of money. */
export const money = {
  amountMinor: z.int().describe('the amount, in minor units of the currency'),
  currency: z.string().length(3).describe('its currency, ISO 4217'),
} as const;

export const units = (meaning: string) => z.int().describe(meaning);

import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { money } from '@storegraph/subgraph-kit/money';
import type { OrderAddress } from '../domain/address.ts';
import { toOrderState, type Order } from '../domain/order.ts';
import { toOrderNumber } from '../domain/order-number.ts';
import { orderTable } from './schema.ts';

/** What to select for an order; `readAt` is the database's clock at the read. */
export const orderColumns = {
  id: orderTable.id,
  sequence: orderTable.sequence,
  userId: orderTable.userId,
  status: orderTable.status,
  fulfillmentStatus: orderTable.fulfillmentStatus,
  addressJson: sql<string>`${orderTable.shippingAddress}`,
  note: orderTable.note,
  totalQuantity: orderTable.totalQuantity,
  totalMinor: orderTable.totalMinor,
  currency: orderTable.currency,
  placedAt: orderTable.placedAt,
  holdExpiresAt: orderTable.holdExpiresAt,
  readAt: sql<Date>`utc_timestamp(3)`.mapWith(orderTable.placedAt),
};

type OrderRow = Omit<typeof orderTable.$inferSelect, 'shippingAddress' | 'latestHoldExpiresAt'> & {
  readonly addressJson: string;
  readonly readAt: Date;
};

export const addressSchema: z.ZodType<OrderAddress> = z.object({
  recipient: z.string(),
  phone: z.string().nullable(),
  line1: z.string(),
  line2: z.string().nullable(),
  city: z.string(),
  region: z.string().nullable(),
  postalCode: z.string(),
  countryCode: z.string(),
});

export const toOrder = (row: OrderRow): Order => ({
  ...toOrderState(row.status, row.fulfillmentStatus),
  id: row.id,
  number: toOrderNumber(row.sequence),
  userId: row.userId,
  // Lists seldom ask for it.
  get shippingAddress() {
    return addressSchema.parse(JSON.parse(row.addressJson));
  },
  note: row.note,
  totalQuantity: row.totalQuantity,
  total: money(row.totalMinor, row.currency),
  placedAt: row.placedAt,
  holdExpiresAt: row.holdExpiresAt,
  readAt: row.readAt,
});

import { getTableColumns, sql } from 'drizzle-orm';
import { z } from 'zod';
import { money } from '@storegraph/subgraph-kit/money';
import type { OrderAddress } from '../domain/address.ts';
import { toOrderState, type Order } from '../domain/order.ts';
import { toOrderNumber } from '../domain/order-number.ts';
import { orderTable } from './schema.ts';

const { shippingAddress, latestHoldExpiresAt: _, ...columns } = getTableColumns(orderTable);

/** What to select for an order; `readAt` is the database's clock at the read. */
export const orderColumns = {
  ...columns,
  addressJson: sql<string>`${shippingAddress}`,
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

export const toOrder = ({
  sequence,
  status,
  fulfillmentStatus,
  addressJson,
  totalMinor,
  currency,
  ...row
}: OrderRow): Order => ({
  ...row,
  ...toOrderState(status, fulfillmentStatus),
  number: toOrderNumber(sequence),
  total: money(totalMinor, currency),
  // Lists seldom ask for it.
  get shippingAddress() {
    return addressSchema.parse(JSON.parse(addressJson));
  },
});

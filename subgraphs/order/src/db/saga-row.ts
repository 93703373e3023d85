import { z } from 'zod';
import { money } from '@storegraph/subgraph-kit/money';
import type { Debt } from '../domain/order.ts';
import type { IntendedEnd, OrderRequest, PlacementRefusal, Saga } from '../domain/saga.ts';
import { addressSchema } from './order-row.ts';
import type { sagaTable } from './schema.ts';

/** Reads what was asked for. */
export const requestSchema: z.ZodType<OrderRequest> = z.object({
  userId: z.uuid(),
  lines: z.array(z.object({ variantId: z.uuid(), quantity: z.int() })),
  shippingAddress: addressSchema,
  note: z.string().nullable(),
  cartOwnerId: z.uuid().nullable(),
  isGuest: z.boolean().default(false),
  expectedTotal: z.int().nullable().default(null),
});

const moneySchema = z.object({ amount: z.int(), currency: z.string() });

const refusalSchema: z.ZodType<PlacementRefusal> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('outOfStock'),
    shortages: z.array(z.object({ variantId: z.uuid(), requested: z.int(), available: z.int() })),
  }),
  z.object({ kind: z.literal('unknownVariants'), variantIds: z.array(z.uuid()) }),
  z.object({ kind: z.literal('otherCurrency'), variantIds: z.array(z.uuid()) }),
  z.object({ kind: z.literal('totalOutOfBounds') }),
  z.object({
    kind: z.literal('totalChanged'),
    total: moneySchema,
    lines: z.array(z.object({ variantId: z.uuid(), quantity: z.int(), unitPrice: moneySchema })),
  }),
]);

const intendedEndSchema: z.ZodType<IntendedEnd> = z.object({
  transition: z.enum(['cancel', 'expire']),
  actor: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['BUYER', 'STAFF']), userId: z.uuid() }),
    z.object({ kind: z.literal('SYSTEM') }),
  ]),
  reason: z.string().nullable(),
});

export const toIntendedEnd = (value: unknown): IntendedEnd => intendedEndSchema.parse(value);

type SagaRow = Pick<
  typeof sagaTable.$inferSelect,
  'orderId' | 'state' | 'request' | 'refusal' | 'intendedEnd' | 'attempts'
> & {
  readonly isHoldOver: boolean;
  /** Of its order; null while there is none. */
  readonly totalMinor: number | null;
  readonly currency: string | null;
  readonly holdExpiresAt: Date | null;
  readonly latestHoldExpiresAt: Date | null;
};

export function toSaga(row: SagaRow): Saga {
  const request = requestSchema.parse(row.request);
  const common = {
    orderId: row.orderId,
    request,
    debt: debtOf(request.userId, row),
    refusal: refusalSchema.nullable().parse(row.refusal),
    isHoldOver: row.isHoldOver,
    attempts: row.attempts,
  };
  return row.state === 'CLOSING_PAYABLE'
    ? { ...common, state: row.state, intendedEnd: toIntendedEnd(row.intendedEnd) }
    : { ...common, state: row.state };
}

const debtOf = (userId: string, { totalMinor, currency, holdExpiresAt, latestHoldExpiresAt }: SagaRow): Debt | null =>
  totalMinor === null || currency === null || holdExpiresAt === null
    ? null
    : {
        userId,
        total: money(totalMinor, currency),
        holdExpiresAt,
        latestHoldExpiresAt: latestHoldExpiresAt ?? holdExpiresAt,
      };

import { randomUUID } from 'node:crypto';
import { demoPassword, demoSignIns } from '@storegraph/demo-shop/people';
import type { OrderAnswer, OrderWithCourse, RefundedAnswer, StockAnswer } from './answers.ts';
import { documents } from './documents.ts';
import { confirmEmail } from './mailbox.ts';
import { succeeded, type Outcome } from './outcome.ts';
import type { PaidOrder } from './shopper.ts';
import { login, newAccount, register } from './sign-in.ts';
import { createVisitor, type Visitor } from './visitor.ts';

/** A variant made for one test. */
export type NewVariant = {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly priceMinor: number;
};

/** A member of staff. As with shoppers, each step offers only the next. */
export type Staff = {
  readonly visitor: Visitor;
  readonly id: string;
  readonly name: string;
  /** A product of its own with one variant. */
  makeVariant(of: { readonly onHand: number; readonly priceMinor?: number }): Promise<NewVariant>;
  stockOf(variantId: string): Promise<StockAnswer>;
  confirm(order: Pick<PaidOrder, 'id'>): Promise<ConfirmedOrder>;
  tryConfirm(orderId: string, idempotencyKey?: string): Promise<Outcome<{ order: OrderAnswer }>>;
  /** Gives back an amount of a captured payment, in minor units; all that is left without one. */
  tryRefund(
    paymentId: string,
    amount?: number | null,
    idempotencyKey?: string,
  ): Promise<Outcome<{ payment: RefundedAnswer }>>;
  tryAdjustStock(
    variantId: string,
    delta: number,
    idempotencyKey?: string,
  ): Promise<Outcome<{ movement: { id: string; onHandDelta: number } }>>;
  order(orderId: string): Promise<OrderWithCourse | null>;
};

type ConfirmedOrder = {
  readonly order: OrderAnswer;
  ship(parcel?: { carrier: string; trackingNumber?: string }): Promise<ShippedOrder>;
};
type ShippedOrder = { readonly order: OrderAnswer; deliver(): Promise<OrderAnswer> };

/** The demo's own admin, by the password that the demo prints. */
export async function signInAdmin(url: string): Promise<Staff> {
  const visitor = createVisitor(url);
  const { user } = await login(visitor, { email: demoSignIns.admin.email, password: demoPassword });
  return asStaff(visitor, user);
}

/**
 * Hires a new member of staff the way a shop does: they register and confirm their address, the admin gives them the role, they sign in again.
 */
export async function hireStaff(
  url: string,
  admin: Staff,
  role: 'STAFF' | 'ADMIN' = 'STAFF',
  staffRoleId?: string,
): Promise<Staff> {
  const account = newAccount('Sasha Staff');
  const visitor = createVisitor(url);
  const { user } = await register(visitor, account);
  await confirmEmail(visitor, account);
  succeeded(
    (await admin.visitor.read(documents.setUserRole, { input: { userId: user.id, role, staffRoleId } })).setUserRole,
  );
  await login(visitor, account);
  return asStaff(visitor, user);
}

function asStaff(visitor: Visitor, user: { readonly id: string; readonly name: string }): Staff {
  const mutate = async (field: keyof typeof documents, input: object): Promise<any> =>
    (await visitor.read(documents[field], { input }))[field];
  const change = async (field: 'confirmOrder' | 'shipOrder' | 'deliverOrder', input: object): Promise<OrderAnswer> =>
    succeeded<{ order: OrderAnswer }>(await mutate(field, { idempotencyKey: randomUUID(), ...input })).order;

  const staff: Staff = {
    visitor,
    id: user.id,
    name: user.name,
    makeVariant: async ({ onHand, priceMinor = 1_250 }) => {
      const sku = `E2E-${randomUUID()}`;
      const { product } = succeeded<{ product: { id: string; variants: readonly [{ id: string }] } }>(
        await mutate('createProduct', {
          name: `Test mug ${sku}`,
          variants: [{ sku, price: { amount: priceMinor, currency: 'USD' }, onHand }],
        }),
      );
      return { id: product.variants[0].id, productId: product.id, sku, priceMinor };
    },
    stockOf: async (id) => (await visitor.read(documents.stock, { id })).productVariant.stockLevel,
    confirm: async ({ id: orderId }) => ({
      order: await change('confirmOrder', { orderId }),
      ship: async (parcel = { carrier: 'Parcel Post' }) => ({
        order: await change('shipOrder', { orderId, ...parcel }),
        deliver: () => change('deliverOrder', { orderId }),
      }),
    }),
    tryConfirm: (orderId, idempotencyKey = randomUUID()) => mutate('confirmOrder', { orderId, idempotencyKey }),
    tryRefund: (paymentId, amount = null, idempotencyKey = randomUUID()) =>
      mutate('refundPayment', { paymentId, amount, reason: 'Scratched', idempotencyKey }),
    tryAdjustStock: (variantId, delta, idempotencyKey = randomUUID()) =>
      mutate('adjustStock', { variantId, delta, reason: 'count', idempotencyKey }),
    order: async (id) => (await visitor.read(documents.order, { id })).order,
  };
  return staff;
}

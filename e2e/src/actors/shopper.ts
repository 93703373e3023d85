import { randomUUID } from 'node:crypto';
import { eventually } from '../stack/eventually.ts';
import type { CartAnswer, OrderAnswer, OrderWithCourse, PaymentAnswer } from './answers.ts';
import { documents } from './documents.ts';
import { succeeded, type Outcome } from './outcome.ts';
import { confirmEmail } from './mailbox.ts';
import { continueAsGuest, newAccount, register, type Account } from './sign-in.ts';
import { createVisitor, type Visitor } from './visitor.ts';

export type LineInput = { readonly variantId: string; readonly quantity: unknown };

const TOLD_MS = 10_000;

/** Where everything goes in these tests. */
export const shippingAddress = {
  recipient: 'Gale Guest',
  line1: '1 Harbour Street',
  city: 'Portland',
  postalCode: '97205',
  countryCode: 'US',
};

/**
 * A signed-in user who buys. What comes after an order hangs on the order, so a test cannot do a step before its
 * time.
 */
export type Shopper = {
  readonly visitor: Visitor;
  readonly id: string;
  readonly name: string;
  addToCart(variantId: string, quantity?: number): Promise<CartAnswer>;
  cart(): Promise<CartAnswer>;
  /** Orders these lines; the cart without them. */
  placeOrder(lines?: readonly LineInput[]): Promise<UnpaidOrder>;
  /** As `placeOrder`, for a test that looks at the refusal or chooses the key. */
  tryPlaceOrder(
    lines?: readonly LineInput[] | null,
    idempotencyKey?: string,
  ): Promise<Outcome<{ order: OrderAnswer; cart: { lines: readonly unknown[] } }>>;
  /** Tries something with an order or payment that may be another user's. */
  tryStartPayment(
    orderId: string,
    idempotencyKey?: string,
    method?: string,
    reference?: string,
  ): Promise<Outcome<{ payment: PaymentAnswer }>>;
  tryConfirmPayment(paymentId: string, idempotencyKey?: string): Promise<Outcome<{ payment: PaymentAnswer }>>;
  tryCancelPayment(paymentId: string, idempotencyKey?: string): Promise<Outcome<{ payment: PaymentAnswer }>>;
  tryCancelOrder(orderId: string, idempotencyKey?: string): Promise<Outcome<{ order: OrderAnswer }>>;
  order(orderId: string): Promise<OrderWithCourse | null>;
};

/** An order that waits for its payment. */
export type UnpaidOrder = {
  readonly id: string;
  readonly placed: OrderAnswer;
  /** `reference` scripts the test provider. */
  startPayment(method?: string, reference?: string): Promise<OpenAttempt>;
  cancel(): Promise<OrderAnswer>;
  /** Starts and confirms a payment. */
  pay(): Promise<PaidOrder>;
  now(): Promise<OrderWithCourse>;
};

/** A payment attempt within its window. */
export type OpenAttempt = {
  readonly id: string;
  readonly started: PaymentAnswer;
  /** Pays, and waits until the order is paid. */
  confirm(): Promise<PaidOrder>;
  cancel(): Promise<PaymentAnswer>;
};

/** An order that waits for staff to confirm it. */
export type PaidOrder = { readonly id: string; readonly payment: PaymentAnswer; now(): Promise<OrderWithCourse> };

/** A guest who has just given name and phone. */
export async function newGuest(url: string, name?: string): Promise<Shopper> {
  const visitor = createVisitor(url);
  const { user } = await continueAsGuest(visitor, name);
  return asShopper(visitor, user);
}

/** A customer who has just registered, and confirmed their address. */
export async function newCustomer(
  url: string,
  account: Account = newAccount(),
): Promise<Shopper & { readonly account: Account }> {
  const visitor = createVisitor(url);
  const { user } = await register(visitor, account);
  await confirmEmail(visitor, account);
  return { ...asShopper(visitor, user), account };
}

/** What a signed-in visitor can do in the shop. */
export function asShopper(visitor: Visitor, user: { readonly id: string; readonly name: string }): Shopper {
  const mutate = async (field: keyof typeof documents, input: object): Promise<any> =>
    (await visitor.read(documents[field], { input }))[field];
  const order: Shopper['order'] = async (id) => (await visitor.read(documents.order, { id })).order;
  const now = async (id: string): Promise<OrderWithCourse> => {
    const found = await order(id);
    if (found === null) throw new Error(`Order ${id} is gone`);
    return found;
  };

  // The answer waits for it unless the relay of another process has taken the event.
  const untilToldOf = (orderId: string): Promise<void> =>
    eventually(
      async () => {
        // No more than the status, which the order subgraph knows alone: another one may be down.
        const { order: told } = await visitor.read('query ($id: ID!) { order(id: $id) { status } }', { id: orderId });
        if (told.status === 'PENDING_PAYMENT') throw new Error(`Order ${orderId} has not heard of its payment`);
      },
      { withinMs: TOLD_MS },
    );

  const paid = (payment: PaymentAnswer, orderId: string): PaidOrder => ({
    id: orderId,
    payment,
    now: () => now(orderId),
  });
  const attempt = (started: PaymentAnswer, orderId: string): OpenAttempt => ({
    id: started.id,
    started,
    confirm: async () => {
      const { payment } = succeeded(await shopper.tryConfirmPayment(started.id));
      await untilToldOf(orderId);
      return paid(payment, orderId);
    },
    cancel: async () => succeeded(await shopper.tryCancelPayment(started.id)).payment,
  });
  const unpaid = (placed: OrderAnswer): UnpaidOrder => {
    const startPayment: UnpaidOrder['startPayment'] = async (method, reference) =>
      attempt(succeeded(await shopper.tryStartPayment(placed.id, undefined, method, reference)).payment, placed.id);
    return {
      id: placed.id,
      placed,
      startPayment,
      cancel: async () => succeeded(await shopper.tryCancelOrder(placed.id)).order,
      pay: async () => (await startPayment()).confirm(),
      now: () => now(placed.id),
    };
  };

  const shopper: Shopper = {
    visitor,
    id: user.id,
    name: user.name,
    addToCart: async (variantId, quantity = 1) =>
      succeeded<{ cart: CartAnswer }>(await mutate('addToCart', { variantId, quantity })).cart,
    cart: async () => (await visitor.read(documents.cart)).cart,
    placeOrder: async (lines) => unpaid(succeeded(await shopper.tryPlaceOrder(lines)).order),
    tryPlaceOrder: (lines, idempotencyKey = randomUUID()) =>
      mutate('placeOrder', { idempotencyKey, shippingAddress, ...(lines && { lines }) }),
    tryStartPayment: (orderId, idempotencyKey = randomUUID(), method = 'CARD', reference) =>
      mutate('startPayment', { orderId, method, idempotencyKey, reference }),
    tryConfirmPayment: (paymentId, idempotencyKey = randomUUID()) =>
      mutate('confirmPayment', { paymentId, idempotencyKey }),
    tryCancelPayment: (paymentId, idempotencyKey = randomUUID()) =>
      mutate('cancelPayment', { paymentId, idempotencyKey }),
    tryCancelOrder: (orderId, idempotencyKey = randomUUID()) =>
      mutate('cancelOrder', { orderId, reason: 'changed my mind', idempotencyKey }),
    order,
  };
  return shopper;
}

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { CreateLoad } from './protocol.ts';
import { createShopper, post, resultOf, type Outcome } from './shopper.ts';

/** Whole checkouts in one of two shops. */
export type CheckoutLoad = {
  readonly kind: 'checkouts';
  readonly shop: 'storegraph' | 'vendure';
  readonly url: string;
  readonly shoppers: number;
  readonly variantIds: readonly string[];
};

/** A shot is one shopper: a guest who puts one thing into the cart, orders and pays. */
export const checkoutLoad: CreateLoad<CheckoutLoad> = ({ shop, url, shoppers, variantIds }) => {
  const pool = new Pool(url, { connections: shoppers, pipelining: 1 });
  const checkOut = shop === 'storegraph' ? checkOutHere : checkOutAtVendure;
  return async (number) => {
    await checkOut(pool, variantIds[number % variantIds.length] ?? '', number);
    return 'done';
  };
};

const PATIENCE_MS = 30_000;
const LOOK_AGAIN_MS = 50;

const refusal = '... on UserError { message }';
const here = {
  guest: `mutation ($input: ContinueAsGuestInput!) { result: continueAsGuest(input: $input) { __typename ${refusal} ... on SignInSuccess { accessToken } } }`,
  cart: `mutation ($input: AddToCartInput!) { result: addToCart(input: $input) { __typename ${refusal} ... on CartSuccess { cart { totalQuantity } } } }`,
  order: `mutation ($input: PlaceOrderInput!) { result: placeOrder(input: $input) { __typename ${refusal} ... on PlaceOrderSuccess { order { id total { amount } } } } }`,
  start: `mutation ($input: StartPaymentInput!) { result: startPayment(input: $input) { __typename ${refusal} ... on StartPaymentSuccess { payment { id } } } }`,
  pay: `mutation ($input: ConfirmPaymentInput!) { result: confirmPayment(input: $input) { __typename ${refusal} ... on ConfirmPaymentSuccess { payment { status order { status } } } } }`,
  look: 'query ($id: ID!) { result: order(id: $id) { __typename status } }',
};
const address = {
  recipient: 'Gale Guest',
  line1: '1 Harbour Street',
  city: 'Portland',
  postalCode: '97205',
  countryCode: 'US',
};

async function checkOutHere(pool: Pool, variantId: string, number: number): Promise<void> {
  const shopper = createShopper(pool);
  const ask = (query: string, input: object, expected: string): Promise<Outcome> => shopper(query, { input }, expected);
  await ask(here.guest, { name: `Gale Guest ${number}`, phone: '+1 555 0100 200' }, 'SignInSuccess');
  await ask(here.cart, { variantId, quantity: 1 }, 'CartSuccess');
  const { order } = await ask(
    here.order,
    { idempotencyKey: randomUUID(), shippingAddress: address },
    'PlaceOrderSuccess',
  );
  const { payment } = await ask(
    here.start,
    { orderId: idOf(order), method: 'CARD', idempotencyKey: randomUUID() },
    'StartPaymentSuccess',
  );
  const { payment: paid } = await ask(
    here.pay,
    { paymentId: idOf(payment), idempotencyKey: randomUUID() },
    'ConfirmPaymentSuccess',
  );
  const { status, order: after } = paid as { status: string; order: { status: string } };
  if (status !== 'CAPTURED') throw new Error(`The money was not taken: ${JSON.stringify(paid)}`);
  // A busy shop answers before the order has heard of its payment; the shopper waits for it.
  const deadline = performance.now() + PATIENCE_MS;
  for (
    let now: unknown = after.status;
    now !== 'PAID';
    now = (await shopper(here.look, { id: idOf(order) }, 'Order'))['status']
  ) {
    if (now !== 'PENDING_PAYMENT' || performance.now() > deadline)
      throw new Error(`The order was not paid: it is ${String(now)}`);
    await sleep(LOOK_AGAIN_MS);
  }
}

const error = '... on ErrorResult { errorCode message }';
const vendure = {
  cart: `mutation ($id: ID!) { result: addItemToOrder(productVariantId: $id, quantity: 1) { __typename ... on Order { totalQuantity } ${error} } }`,
  customer: `mutation ($input: CreateCustomerInput!) { result: setCustomerForOrder(input: $input) { __typename ${error} } }`,
  address: `mutation ($input: CreateAddressInput!) { result: setOrderShippingAddress(input: $input) { __typename ${error} } }`,
  methods: 'query { eligibleShippingMethods { id } }',
  shipping: `mutation ($ids: [ID!]!) { result: setOrderShippingMethod(shippingMethodId: $ids) { __typename ${error} } }`,
  arrange: `mutation { result: transitionOrderToState(state: "ArrangingPayment") { __typename ... on OrderStateTransitionError { transitionError } } }`,
  pay: `mutation ($input: PaymentInput!) { result: addPaymentToOrder(input: $input) { __typename ... on Order { state } ${error} } }`,
};

async function checkOutAtVendure(pool: Pool, variantId: string, number: number): Promise<void> {
  let token: string | null = null;
  const send = async (query: string, variables: object): Promise<unknown> => {
    const { body, headers } = await post(
      pool,
      '/shop-api',
      { query, variables },
      token === null ? {} : { authorization: `Bearer ${token}` },
    );
    token = headers['vendure-auth-token']?.toString() ?? token;
    return body;
  };
  const ask = async (query: string, variables: object = {}): Promise<Outcome> => {
    const outcome = resultOf(await send(query, variables));
    if (outcome.__typename !== 'Order') throw new Error(`Vendure refused: ${JSON.stringify(outcome)}`);
    return outcome;
  };
  await ask(vendure.cart, { id: variantId });
  await ask(vendure.customer, {
    input: { firstName: 'Gale', lastName: `Guest ${number}`, emailAddress: `gale.${randomUUID()}@example.com` },
  });
  await ask(vendure.address, {
    input: {
      fullName: address.recipient,
      streetLine1: address.line1,
      city: address.city,
      postalCode: address.postalCode,
      countryCode: 'US',
    },
  });
  const methods = (await send(vendure.methods, {})) as { data: { eligibleShippingMethods: { id: string }[] } };
  await ask(vendure.shipping, { ids: methods.data.eligibleShippingMethods.slice(0, 1).map(({ id }) => id) });
  await ask(vendure.arrange);
  const { state } = await ask(vendure.pay, { input: { method: 'dummy', metadata: {} } });
  if (state !== 'PaymentSettled') throw new Error(`The order was not paid: it is ${String(state)}`);
}

const idOf = (thing: unknown): string => (thing as { id: string }).id;

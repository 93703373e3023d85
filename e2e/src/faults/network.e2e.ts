import { randomUUID } from 'node:crypto';
import type { SubgraphName } from '@storegraph/standalone/services';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { succeeded } from '../actors/outcome.ts';
import { newGuest, shippingAddress, type Shopper } from '../actors/shopper.ts';
import { documents } from '../actors/documents.ts';
import { signInAdmin, type NewVariant, type Staff } from '../actors/staff.ts';
import type { Fault } from '../stack/fault-proxy.ts';
import type { RunningShop } from '../stack/shop.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { resend } from './resend.ts';

const UNITS = 100;
const BLACK_HOLE: Fault = { kind: 'black hole' };
const RESET: Fault = { kind: 'reset' };
// There and back it is longer than an order waits for a command: it has its effect, and the answer is lost.
const LATE: Fault = { kind: 'latency', ms: 1_500 };
const SLOW: Fault = { kind: 'latency', ms: 200 };

const nameOf = ({ kind }: Fault): string => kind;

describe.skipIf(sharedShop().mode === 'standalone')('a network that fails', { timeout: 60_000 }, () => {
  let shop: RunningShop;
  let admin: Staff;
  let shopper: Shopper;
  let variant: NewVariant;
  const set = (subgraph: SubgraphName, fault: Fault): void => shop.faultsOf(subgraph).set(fault);
  const heal = (): void => (['inventory', 'payment'] as const).forEach((subgraph) => set(subgraph, { kind: 'none' }));

  beforeAll(async () => {
    shop = await startOwnShop({ windowSeconds: 120, hasFaults: true });
    admin = await signInAdmin(shop.url);
    [shopper, variant] = await Promise.all([newGuest(shop.url), admin.makeVariant({ onHand: UNITS })]);
  });
  afterEach(heal);
  afterAll(() => shop.stop());

  /** The `__typename` that a mutation answered with, or the code of the error in its place. */
  const answerTo = async (field: keyof typeof documents, input: object): Promise<string> => {
    const { data, errors } = await shopper.visitor.ask(documents[field], { input });
    return data?.[field]?.__typename ?? errors[0]?.extensions?.['code'];
  };
  const reserved = async (): Promise<number> => (await admin.stockOf(variant.id)).reserved;

  it.each([BLACK_HOLE, RESET, LATE].map((fault) => ({ fault, name: nameOf(fault) })))(
    '$name before inventory: an order is refused for now, and made once when it is over',
    async ({ fault }) => {
      const before = await reserved();
      const input = { idempotencyKey: randomUUID(), shippingAddress, lines: [{ variantId: variant.id, quantity: 1 }] };
      set('inventory', fault);
      expect(await answerTo('placeOrder', input)).toMatch(/^(ServiceUnavailableError|SUBGRAPH_UNAVAILABLE)$/);
      heal();
      const { order } = await resend(() => shopper.tryPlaceOrder(input.lines, input.idempotencyKey));
      expect(succeeded(await shopper.tryPlaceOrder(input.lines, input.idempotencyKey)).order.id).toBe(order.id);
      expect(await reserved()).toBe(before + 1);
    },
  );

  it.each([BLACK_HOLE, RESET].map((fault) => ({ fault, name: nameOf(fault) })))(
    '$name before payment: paying is refused for now, and done once when it is over',
    async ({ fault }) => {
      const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
      const startKey = randomUUID();
      const { payment: attempt } = await resend(() => shopper.tryStartPayment(order.id, startKey));
      const input = { paymentId: attempt.id, idempotencyKey: randomUUID() };
      set('payment', fault);
      expect(await answerTo('confirmPayment', input)).toBe('SUBGRAPH_UNAVAILABLE');
      heal();
      const { payment } = await resend(() => shopper.tryConfirmPayment(input.paymentId, input.idempotencyKey));
      expect(payment.status).toBe('CAPTURED');
      expect((await order.now()).payments).toMatchObject([{ id: attempt.id, status: 'CAPTURED' }]);
    },
  );

  it('takes longer, and all goes well', async () => {
    set('inventory', SLOW);
    set('payment', SLOW);
    const paid = await (await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }])).pay();
    expect(paid.payment).toMatchObject({ status: 'CAPTURED' });
  });
});

import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import type { Database } from '@storegraph/subgraph-kit/database/database';
import type { DomainEvent } from '@storegraph/subgraph-kit/events/events';
import { newId } from '@storegraph/subgraph-kit/id';
import { createInbox } from '@storegraph/subgraph-kit/events/inbox';
import { ok } from '@storegraph/subgraph-kit/result';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { createOutboxWatcher } from '@storegraph/subgraph-kit/events/outbox-watcher';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { coalesced } from '@storegraph/subgraph-kit/concurrency/coalesce';
import { findOwnOrders } from '../src/db/order-store.ts';
import { awaitPayments, findSagas } from '../src/db/saga-store.ts';
import type { SagaState } from '../src/domain/saga.ts';
import { acceptOrders } from '../src/use-cases/accept-orders.ts';
import { advanceOrder } from '../src/use-cases/advance-order.ts';
import { cancelOrder } from '../src/use-cases/cancel-order.ts';
import { confirmOrder, shipOrder } from '../src/use-cases/fulfil-order.ts';
import { createOrders } from '../src/use-cases/create-orders.ts';
import type { Deps } from '../src/use-cases/deps.ts';
import { paymentEventHandlers } from '../src/use-cases/payment-events.ts';
import { userEventHandlers } from '../src/use-cases/user-events.ts';
import { placeOrder } from '../src/use-cases/place-order.ts';
import { recoverOrders } from '../src/use-cases/recover-orders.ts';
import { createFakeInventory } from './fake-inventory.ts';
import { createFakePayment } from './fake-payment.ts';
import { createFakeUser } from './fake-user.ts';
import { clientInTurns, createScheduler, databaseInTurns, type Actor } from './scheduler.ts';
import { customer, shippingAddress, staff } from './shop.ts';

export const QUANTITY = 2;
const STOCK = 10;
const PRICE_MINOR = 1000;
const LOSS = 0.12;

const NO_LIMITS = { maxUnpaidOrders: 0, maxHeldUnits: 0 };
const log = createLogger('order', 'silent');
export const bytes = (id: string) => `unhex('${id.replaceAll('-', '')}')`;

/** One order to be, and everybody who may have to do with it, each with the use cases of a process of their own. */
export async function assemble({ database, random }: { readonly database: Database; readonly random: () => number }) {
  const query = async (statement: string): Promise<Record<string, any>[]> =>
    ((await database.db.execute(statement)) as any)[0];
  const happens = (probability: number): boolean => random() < probability;
  const scheduler = createScheduler(random);
  const inventory = createFakeInventory();
  const payment = createFakePayment();
  const buyer = customer();
  const variantId = inventory.stock(happens(0.05) ? QUANTITY - 1 : STOCK, PRICE_MINOR);
  const stocked = inventory.variants.get(variantId)!.available;
  const [newest] = await query("select hex(coalesce(max(order_id), '')) as id from order_saga");
  let isUnreliable = true;
  let captured: DomainEvent | null = null;
  let refunded: DomainEvent | null = null;
  /** Where the order has to end: an actor was told so, or a cancellation was written down. */
  const promised = new Set<string>();

  const inboxOn = (own: Deps['database']) =>
    createInbox({
      database: own,
      types: subscriptions.order,
      handlers: { ...paymentEventHandlers, ...userEventHandlers },
      log,
    });
  const depsOf = (name: string): Deps => {
    const turn = scheduler.turnOf(name);
    const isLost = () => isUnreliable && happens(LOSS);
    const own = databaseInTurns(database, turn);
    const deps: Deps = {
      database: own,
      inbox: inboxOn(own),
      inventory: clientInTurns(inventory.client, turn, isLost),
      payment: clientInTurns(payment.client, turn, isLost),
      user: createFakeUser().client,
      placeOrderRate: async () => ok(undefined),
      lookUpRate: { byAddress: async () => ok(undefined), byNumber: async () => ok(undefined) },
      acceptOrder: batched((placements) => acceptOrders(own, { shopper: NO_LIMITS, network: NO_LIMITS }, placements)),
      findSaga: batched((orderIds) => findSagas(own.db, orderIds)),
      createOrder: batched((orders) => createOrders(own, { holdMs: 900_000, guestHoldMs: 900_000 }, orders)),
      awaitPayment: batched((orderIds) => awaitPayments(own.db, orderIds)),
      findOwnOrder: batched((orders) => findOwnOrders(own.db, orders)),
      advance: coalesced((orderId) => advanceOrder(deps, orderId)),
      log,
      outboxWatcher: createOutboxWatcher({ database, log }),
      currency: 'USD',
    };
    return deps;
  };
  const readSaga = async (): Promise<{ orderId: string; state: SagaState; isCancelling: boolean } | null> => {
    const [row] = await query(
      `select lower(hex(order_id)) as id, state, intended_end from order_saga where order_id > unhex('${newest!['id']}')`,
    );
    if (row === undefined) return null;
    const orderId = row['id'].replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    return {
      orderId,
      state: row['state'],
      isCancelling: JSON.parse(row['intended_end'] ?? 'null')?.transition === 'cancel',
    };
  };
  const makeDue = (orderId: string) =>
    query(
      `update order_saga set next_run_at = utc_timestamp(3) where order_id = ${bytes(orderId)} and next_run_at is not null`,
    );

  /** An actor who can do nothing before the order is asked for, and gives up when that takes long. */
  const withOrder = (name: string, act: (orderId: string, deps: Deps) => Promise<unknown>): Actor => ({
    name,
    act: async () => {
      for (let looks = 0; looks < 10; looks++) {
        const saga = await readSaga();
        if (saga !== null) return void (await act(saga.orderId, depsOf(name)));
        await scheduler.turnOf(name)('looks for the order');
      }
    },
  });

  const input = { idempotencyKey: newId(), lines: [{ variantId, quantity: QUANTITY }], shippingAddress };
  const place = async (deps: Deps): Promise<void> => void (await placeOrder(deps, buyer, input, undefined));
  const buyers = ['buyer', 'buyer again'].map((name): Actor => ({ name, act: () => place(depsOf(name)) }));

  const workers = ['worker A', 'worker B'].map((name) =>
    withOrder(name, async (orderId, deps) => {
      for (let rounds = 0; rounds < 4; rounds++) {
        await makeDue(orderId);
        await recoverOrders(deps);
        await scheduler.turnOf(name)('rests');
      }
    }),
  );
  const payer = withOrder('payer', async (orderId, deps) => {
    for (let tries = 0; tries < 6 && captured === null; tries++) {
      if (payment.payables.has(orderId) && payment.capture(orderId)) captured = captureOf(orderId);
      await scheduler.turnOf('payer')('pays');
    }
    if (captured !== null) await deps.inbox(captured);
  });
  const echo = withOrder('echo', async (_, deps) => {
    for (let tries = 0; tries < 8 && captured === null; tries++) await scheduler.turnOf('echo')('listens');
    if (captured === null) return;
    await deps.inbox(captured);
    await deps.inbox({ ...captured, id: newId() });
  });
  const cancellers = [buyer, staff()].map((viewer) =>
    withOrder(`${viewer.role} who cancels`, async (orderId, deps) => {
      const answer = await cancelOrder(deps, viewer, { orderId, reason: null, idempotencyKey: newId() });
      if (answer.ok) promised.add('CANCELLED');
    }),
  );
  const clerk = withOrder('clerk', async (orderId, deps) => {
    for (let tries = 0; tries < 4; tries++) {
      const answer = await confirmOrder(deps, staff(), { orderId, idempotencyKey: newId() });
      if (answer.ok) return promised.add('CONFIRMED');
      await scheduler.turnOf('clerk')('waits');
    }
  });
  const shipper = withOrder('shipper', async (orderId, deps) => {
    for (let tries = 0; tries < 6; tries++) {
      const answer = await shipOrder(deps, staff(), { orderId, carrier: 'Post', idempotencyKey: newId() });
      if (answer.ok) return promised.add('SHIPPED');
      await scheduler.turnOf('shipper')('waits');
    }
  });
  const refunder = withOrder('refunder', async (orderId, deps) => {
    for (let tries = 0; tries < 8 && captured === null; tries++) await scheduler.turnOf('refunder')('waits');
    if (captured === null || !payment.refund(orderId)) return;
    const payload = {
      ...(captured as DomainEvent & { payload: object }).payload,
      refundId: newId(),
      remainingMinor: 0,
    };
    refunded = { ...captured, id: newId(), type: 'PaymentRefunded', payload };
    // Told before the capture, it comes again: see `settle`.
    await deps.inbox(refunded).catch(() => {});
  });
  const clock = withOrder('clock', async (orderId) => {
    await query(`update orders set hold_expires_at = utc_timestamp(3) where id = ${bytes(orderId)}`);
    await makeDue(orderId);
  });

  return {
    query,
    readSaga,
    promised,
    inventory,
    payment,
    variantId,
    stocked,
    trace: scheduler.trace,
    /** Takes steps until no actor has any left. */
    run: async (afterStep: () => Promise<void>): Promise<void> => {
      // In half of the cases the order stands before anything else begins.
      if (happens(0.5)) await place(depsOf('buyer'));
      const others = [payer, echo, ...cancellers, clerk, shipper, refunder, clock].filter(() => happens(0.6));
      await scheduler.run([...buyers, ...workers, ...others], afterStep);
    },
    /**
     * Whatever went before, every event is delivered in the end, and every saga is taken up again while others answer.
     */
    settle: async (orderId: string): Promise<void> => {
      isUnreliable = false;
      for (let rounds = 0; rounds < 8; rounds++) {
        if (captured !== null) await inboxOn(database)(captured);
        if (refunded !== null) await inboxOn(database)(refunded);
        await makeDue(orderId);
        await recoverOrders(depsOf('worker'));
      }
      // Or it would be due again among the steps of a later one, which that one's seed alone would not repeat.
      await query(
        `update order_saga set next_run_at = utc_timestamp(3) + interval 1 day where order_id = ${bytes(orderId)} and next_run_at is not null`,
      );
    },
  };
}

const captureOf = (orderId: string): DomainEvent => ({
  id: newId(),
  type: 'PaymentCaptured',
  version: 1,
  subjectId: orderId,
  occurredAt: new Date().toISOString(),
  payload: { orderId, paymentId: newId(), userId: newId(), amountMinor: PRICE_MINOR * QUANTITY, currency: 'USD' },
});

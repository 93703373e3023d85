import type timersPromises from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { chosenSeed, givenSeed, isLong, sized } from '@storegraph/testkit/env';
import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { SAGA_STATES, type SagaState } from '../src/domain/saga.ts';
import { assemble, bytes, QUANTITY } from './order-actors.ts';
import { randomFrom } from './scheduler.ts';
import { migrations } from './shop.ts';

// Patience is endless here: whether it runs out would depend on the machine, and not on the seed.
vi.mock('node:timers/promises', async (original) => {
  const timers = await original<typeof timersPromises>();
  return {
    ...timers,
    setTimeout: (ms: number, value: unknown, options?: { ref?: boolean }) =>
      options?.ref === false ? new Promise(() => {}) : timers.setTimeout(ms, value),
  };
});

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase(migrations);
});
afterAll(() => test.close());

/** How an order may end: its status, its saga, where its stock and its payable are, and whether the money went back. */
const LEGAL_ENDS = [
  'no order, REJECTED, stock none, payable none',
  'PENDING_PAYMENT, AWAITING_PAYMENT, stock HELD, payable OPEN',
  'PAID, AWAITING_CONFIRMATION, stock HELD, payable CAPTURED',
  'CONFIRMED, DONE, stock COMMITTED, payable CAPTURED',
  'CONFIRMED SHIPPED, DONE, stock COMMITTED, payable CAPTURED',
  'CONFIRMED SHIPPED, DONE, stock COMMITTED, payable CAPTURED, refunded',
  'CANCELLED, DONE, stock RELEASED, payable CLOSED',
  'CANCELLED, DONE, stock RELEASED, payable CAPTURED, refunded',
  'EXPIRED, DONE, stock RELEASED, payable CLOSED',
];
const LIVES = /^PLACED( CANCELLED| EXPIRED| PAID( CANCELLED| CONFIRMED( CANCELLED| SHIPPED)?)?)?$/;

type World = Awaited<ReturnType<typeof assemble>>;
type Outcome = { readonly end: string; readonly trace: readonly string[]; readonly moves: readonly string[] };

async function interleave(seed: number): Promise<Outcome> {
  const world = await assemble({ database: test.database, random: randomFrom(seed) });
  const moves: string[] = [];
  let state: SagaState | null = null;
  await world.run(async () => {
    const saga = await world.readSaga();
    const next = saga?.state ?? null;
    // The money may still come first; the buyer who cancelled then gets it back.
    if (saga?.isCancelling) world.promised.add('CANCELLED');
    if (state !== null && next !== null && next !== state) {
      moves.push(`${state} -> ${next}`);
      expect(reachableFrom(state), moves.at(-1)).toContain(next);
    }
    state = next;
  });
  const { orderId } = (await world.readSaga())!;
  await world.settle(orderId);
  return { end: await expectLegalEnd(world, orderId), trace: world.trace, moves };
}

/** A step may move a saga on more than once, and never back. */
function reachableFrom(state: SagaState): ReadonlySet<SagaState> {
  const reached = new Set<SagaState>(SAGA_STATES[state].next);
  for (const next of reached) for (const further of SAGA_STATES[next].next) reached.add(further);
  return reached;
}

async function expectLegalEnd(
  { query, readSaga, promised, inventory, payment, variantId, stocked }: World,
  orderId: string,
): Promise<string> {
  const [order] = await query(
    `select status, fulfillment_status, total_minor from orders where id = ${bytes(orderId)}`,
  );
  const status: string = order?.['status'] ?? 'no order';
  const stock = inventory.reservations.get(orderId)?.state ?? 'none';
  const payable = payment.payables.get(orderId);
  const isShipped = order?.['fulfillment_status'] === 'SHIPPED';
  const end = [
    isShipped ? `${status} SHIPPED` : status,
    (await readSaga())!.state,
    `stock ${stock}`,
    `payable ${payable?.state ?? 'none'}`,
    ...payment.refunded.map(() => 'refunded'),
  ].join(', ');
  expect(LEGAL_ENDS).toContain(end);
  // A refund of the whole takes a confirmation back; nothing takes a parcel back.
  if (payment.refunded.length > 0 && !isShipped) promised.delete('CONFIRMED');
  if (isShipped) promised.delete('SHIPPED');
  for (const promise of promised) expect(promise).toBe(status);
  expect(inventory.released.length).toBe(stock === 'RELEASED' ? 1 : 0);
  if (stock !== 'RELEASED') expect(inventory.committed.length).toBe(stock === 'COMMITTED' ? 1 : 0);
  expect(inventory.variants.get(variantId)!.available).toBe(
    stock === 'HELD' || stock === 'COMMITTED' ? stocked - QUANTITY : stocked,
  );
  if (order !== undefined) await expectSound(query, orderId, Number(order['total_minor']), payable?.amountMinor);
  return end;
}

/** What `npm run audit` looks for in the order's own database. */
async function expectSound(
  query: World['query'],
  orderId: string,
  totalMinor: number,
  payableMinor: number | undefined,
): Promise<void> {
  const timeline = (await query(`select kind from order_event where order_id = ${bytes(orderId)} order by at, id`)).map(
    ({ kind }): string => kind,
  );
  expect(timeline.filter((kind) => kind !== 'REFUNDED').join(' ')).toMatch(LIVES);
  const events = (await query(`select type from outbox where subject_id = ${bytes(orderId)} order by sequence`)).map(
    ({ type }): string => type,
  );
  expect(events).toEqual(
    timeline.map((kind) => (kind === 'REFUNDED' ? 'OrderUpdated' : `Order${kind[0]}${kind.slice(1).toLowerCase()}`)),
  );
  const [lines] = await query(
    `select cast(sum(quantity * unit_price_minor) as char) as total from order_line where order_id = ${bytes(orderId)}`,
  );
  expect([Number(lines?.['total']), payableMinor]).toEqual([totalMinor, totalMinor]);
  expect(await query(`select 1 from dead_letter where subject_id = ${bytes(orderId)}`)).toEqual([]);
}

it(
  'an order ends in one of the legal ways, in whatever order its actors take their steps',
  { timeout: isLong() ? 3_600_000 : 300_000 },
  async () => {
    const first = chosenSeed();
    const count = givenSeed() === null ? sized(50, 1_000) : 1;
    const ends = new Map<string, number>();
    const orders = new Set<string>();
    const moves = new Set<string>();
    for (let seed = first; seed < first + count; seed++) {
      const outcome = await interleave(seed).catch((error: unknown) => {
        throw new Error(
          `Interleaving ${seed} went wrong. Again: SEED=${seed} npx vitest run --project int subgraphs/order/test/interleavings.int.test.ts\n${String(error)}`,
          { cause: error },
        );
      });
      ends.set(outcome.end, (ends.get(outcome.end) ?? 0) + 1);
      orders.add(outcome.trace.join('\n'));
      for (const move of outcome.moves) moves.add(move);
    }
    const table = [...ends]
      .toSorted(([, a], [, b]) => b - a)
      .map(([end, times]) => `${String(times).padStart(6)}  ${end}`);
    console.log(
      `${count} interleavings from seed ${first}: ${orders.size} orders of steps, ${moves.size} moves of the saga, ${ends.size} ends\n${table.join('\n')}`,
    );
  },
);

it('a seed repeats the steps that it printed', async () => {
  for (const seed of [1, 2, 3]) {
    const [first, again] = [await interleave(seed), await interleave(seed)];
    expect(again).toEqual(first);
  }
});

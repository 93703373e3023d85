import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { batched } from '@storegraph/subgraph-kit/concurrency/batch';
import { isLong } from '@storegraph/testkit/env';
import { manySequences } from '@storegraph/testkit/sequences';
import { findStockLevels } from '../src/db/stock-store.ts';
import { adjustStock, setStock } from '../src/use-cases/change-stock.ts';
import type { Deps } from '../src/use-cases/deps.ts';
import { endReservation } from '../src/use-cases/end-reservation.ts';
import { holdLines, reserveStock } from '../src/use-cases/reserve-stock.ts';
import { expectBooksToBalance, makeProduct, openShop, staff, type Shop } from './shop.ts';

let shop: Shop;
let deps: Deps;
beforeAll(async () => {
  shop = await openShop();
  const stock = { database: shop.database, currency: 'USD', lowStockThreshold: 5 };
  deps = { ...stock, holdLines: batched((requests) => holdLines(stock, requests)) };
});
afterAll(() => shop.close());

const STOCKS = [0, 5, 12];
const ORDERS = 4;

type Line = { readonly variant: number; readonly quantity: number };
type Command =
  | { readonly kind: 'reserve'; readonly order: number; readonly lines: readonly Line[] }
  | { readonly kind: 'commit' | 'release' | 'return'; readonly order: number }
  | { readonly kind: 'adjust'; readonly variant: number; readonly delta: number }
  | { readonly kind: 'set'; readonly variant: number; readonly onHand: number };

const variant = fc.nat(STOCKS.length - 1);
const order = fc.nat(ORDERS - 1);
const aCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('reserve' as const),
      order,
      lines: fc.array(fc.record({ variant, quantity: fc.integer({ min: 1, max: 6 }) }), { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constantFrom('commit' as const, 'release' as const, 'return' as const), order }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('adjust' as const),
      variant,
      delta: fc.integer({ min: -8, max: 8 }).filter((delta) => delta !== 0),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('set' as const), variant, onHand: fc.nat(15) }) },
);

/** A shelf with labels on it: what lies there, and for whom. */
function createModel() {
  const onHand = [...STOCKS];
  const orders = new Map<number, { readonly wanted: readonly number[]; state: 'HELD' | 'COMMITTED' | 'RELEASED' }>();
  const reservedOf = (index: number) =>
    [...orders.values()].filter(({ state }) => state === 'HELD').reduce((sum, { wanted }) => sum + wanted[index]!, 0);
  const put = (index: number, units: number): string => {
    if (units < reservedOf(index)) return 'insufficientStock';
    onHand[index] = units;
    return 'changed';
  };
  const run = (command: Command): string => {
    switch (command.kind) {
      case 'reserve': {
        const wanted = STOCKS.map((_, index) =>
          command.lines.filter((line) => line.variant === index).reduce((sum, line) => sum + line.quantity, 0),
        );
        const known = orders.get(command.order);
        if (known !== undefined) return known.wanted.join() === wanted.join() ? 'held' : 'otherLines';
        if (wanted.some((units, index) => units > onHand[index]! - reservedOf(index))) return 'shortage';
        orders.set(command.order, { wanted, state: 'HELD' });
        return 'held';
      }
      case 'return': {
        const known = orders.get(command.order);
        if (known === undefined) return 'refused: null';
        if (known.state === 'COMMITTED') for (const [index, units] of known.wanted.entries()) onHand[index]! += units;
        known.state = 'RELEASED';
        return 'RELEASED';
      }
      case 'commit':
      case 'release': {
        const end = command.kind === 'commit' ? 'COMMITTED' : 'RELEASED';
        const known = orders.get(command.order);
        if (known?.state !== 'HELD') return known?.state === end ? end : `refused: ${known?.state ?? null}`;
        known.state = end;
        if (end === 'COMMITTED') for (const [index, units] of known.wanted.entries()) onHand[index]! -= units;
        return end;
      }
      case 'adjust':
        return put(command.variant, onHand[command.variant]! + command.delta);
      case 'set':
        return put(command.variant, command.onHand);
    }
  };
  return { run, levels: () => STOCKS.map((_, index) => [onHand[index], reservedOf(index)]) };
}

async function take(command: Command, variantIds: readonly string[], orderIds: readonly string[]): Promise<string> {
  const orderId = 'order' in command ? orderIds[command.order]! : '';
  const change =
    'variant' in command
      ? { variantId: variantIds[command.variant]!, reason: 'Counted', idempotencyKey: newId() }
      : null;
  switch (command.kind) {
    case 'reserve': {
      const answer = await reserveStock(deps, {
        orderId,
        lines: command.lines.map(({ variant, quantity }) => ({ variantId: variantIds[variant]!, quantity })),
      });
      return answer.ok ? 'held' : answer.refusal.kind;
    }
    case 'commit':
    case 'release':
    case 'return': {
      const answer = await endReservation(deps, orderId, `${command.kind}Stock`);
      return answer.ok ? answer.value : `refused: ${answer.refusal.state}`;
    }
    case 'adjust':
    case 'set': {
      const answer = await (command.kind === 'adjust'
        ? adjustStock(deps, staff.userId, { ...change!, delta: command.delta })
        : setStock(deps, staff.userId, { ...change!, onHand: command.onHand }));
      return answer.ok ? 'changed' : answer.refusal.kind;
    }
  }
}

it(
  'counters take each sequence of commands as a shelf does, and the books balance',
  { timeout: isLong() ? 3_600_000 : 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(aCommand, { maxLength: 15 }), async (commands) => {
        const { variantIds } = await makeProduct(shop, { stocks: STOCKS });
        const orderIds = Array.from({ length: ORDERS }, newId);
        const model = createModel();
        for (const command of commands) {
          expect([command, await take(command, variantIds, orderIds)]).toEqual([command, model.run(command)]);
          const levels = new Map(
            (await findStockLevels(shop.database.db, variantIds)).map((level) => [level.variantId, level]),
          );
          expect(variantIds.map((id) => [levels.get(id)?.onHand, levels.get(id)?.reserved])).toEqual(model.levels());
        }
      }),
      manySequences({ normally: 100 }),
    );
    await expectBooksToBalance(shop);
  },
);

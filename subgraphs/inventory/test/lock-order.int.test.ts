import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { untilLockIsAwaited } from '@storegraph/testkit/lock-waits';
import { insertMovements, type MovementRecord } from '../src/db/movement-store.ts';
import { end, makeProduct, openShop, reserve, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const bytes = (id: string) => sql`unhex(${id.replaceAll('-', '')})`;
const sortedVariants = async () =>
  (await makeProduct(shop, { stocks: [5, 5, 5] })).variantIds.toSorted() as [string, string, string];

/**
 * Whether the counters of `others` are free while another waits for the one of `first`, which this transaction has.
 */
const holdsNoOtherWhileWaiting = (first: string, others: readonly string[], wait: () => Promise<unknown>) =>
  shop.database.transaction(async (tx) => {
    await tx.execute(sql`select 1 from stock_level where variant_id = ${bytes(first)} for update`);
    const waiting = wait();
    await untilLockIsAwaited(shop.url);
    for (const other of others)
      await tx.execute(sql`select 1 from stock_level where variant_id = ${bytes(other)} for update nowait`);
    return { waiting };
  });

// Two orders that take counters in different orders wait for each other, and one of them loses all its work.
it('takes no counter before those with a lower id, whatever the order of the lines', async () => {
  const [first, ...others] = await sortedVariants();
  const { waiting } = await holdsNoOtherWhileWaiting(first, others, () =>
    reserve(
      shop,
      newId(),
      [others[1], first, others[0]].map((id) => [id, 1]),
    ),
  );
  expect(await waiting).toMatchObject({ __typename: 'ReserveStockSuccess' });
});

it.each(['commitStock', 'releaseStock'] as const)('%s takes them in the same order', async (how) => {
  const [first, ...others] = await sortedVariants();
  const orderId = newId();
  await reserve(
    shop,
    orderId,
    [others[1], first, others[0]].map((id) => [id, 1]),
  );
  const { waiting } = await holdsNoOtherWhileWaiting(first, others, () => end(shop, how, orderId));
  expect(await waiting).toMatchObject({ __typename: 'OrderStockSuccess' });
});

it('writes a movement of one cause once', async () => {
  const [variantId] = await sortedVariants();
  const movement: MovementRecord = {
    id: newId(),
    variantId,
    kind: 'RELEASE',
    onHandDelta: 0,
    reservedDelta: -1,
    causeId: newId(),
  };
  const write = (again: MovementRecord) => shop.database.transaction((tx) => insertMovements(tx, [again]));
  await write(movement);
  await expect(write({ ...movement, id: newId() })).rejects.toMatchObject({ cause: { errno: 1062 } });
  await write({ ...movement, id: newId(), kind: 'SALE' });
});

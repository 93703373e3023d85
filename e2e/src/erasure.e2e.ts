import { randomUUID } from 'node:crypto';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { newMarkedPerson, type MarkedPerson } from './actors/marked-person.ts';
import { succeeded } from './actors/outcome.ts';
import { hireStaff, signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { dumpDatabases, tablesWith } from './stack/dump.ts';
import { eventually } from './stack/eventually.ts';
import type { RunningShop } from './stack/shop.ts';
import { sharedShop, startOwnShop } from './stack/shops.ts';

const DELETE =
  'mutation ($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) { __typename ... on DeleteMyAccountSuccess { userId } } }';
const lines: string[] = [];
let shop: RunningShop;
let admin: Staff;
let staff: Staff;
let variant: NewVariant;

beforeAll(async () => {
  const isOneProcess = sharedShop().mode === 'standalone';
  // Its log, at the level that tells most, where it is ours to read.
  const log = createLogger('e2e', 'trace', { write: (line) => void lines.push(line.toLowerCase()) });
  shop = await startOwnShop({ ...(isOneProcess && { log }), settings: { SHOPPER_MAX_UNPAID_ORDERS: '50' } });
  admin = await signInAdmin(shop.url);
  staff = await hireStaff(shop.url, admin);
  variant = await admin.makeVariant({ onHand: 500 });
}, 180_000);
afterAll(() => shop.stop());

const erased = async ({ visitor, password }: MarkedPerson): Promise<void> => {
  const { data } = await visitor.ask(DELETE, { input: { password } });
  expect(data.deleteMyAccount.__typename).toBe('DeleteMyAccountSuccess');
};
const tablesOf = async ({ marks }: MarkedPerson) => tablesWith(await dumpDatabases(shop.databases), ...marks);
const query = async (name: 'order' | 'payment', statement: string, ...values: readonly string[]): Promise<any[]> => {
  const connection = await createConnection(shop.databases[name].url);
  const [rows] = await connection.query(statement, [...values]);
  await connection.end();
  return rows as any[];
};
/** What a subgraph does by itself after a minute at first, and after an hour in the end. */
const lookAgain = async (): Promise<void> => {
  for (const name of ['order', 'payment'] as const)
    await query(name, 'update erasure set next_run_at = utc_timestamp(3) where next_run_at is not null');
};
const end = async (orderId: string): Promise<void> => {
  const input = { orderId, reason: null, idempotencyKey: randomUUID() };
  await staff.visitor.read(documents.cancelOrder, { input });
};
const untilGone = (person: MarkedPerson) =>
  eventually(async () => {
    await lookAgain();
    expect(await tablesOf(person)).toEqual([]);
  });

describe('a person who is erased', { timeout: 240_000 }, () => {
  it('is in no row of four databases, in no event and in no log line, once their orders have ended', async () => {
    const person = await newMarkedPerson(shop.url, staff, variant);
    // What the dump can find at all.
    expect((await tablesOf(person)).toSorted()).toEqual([
      'order.audit_log',
      'order.fulfillment',
      'order.idempotency',
      'order.order_event',
      'order.order_saga',
      'order.orders',
      'payment.audit_log',
      'payment.idempotency',
      'payment.payment',
      'payment.refund',
      'user.address',
      'user.mail',
      'user.one_time_token',
      'user.user',
    ]);
    await erased(person);
    await eventually(async () => expect(await tablesOf(person)).toEqual(['order.order_saga', 'order.orders']));

    // What is left are the orders that are still to be sent and to be paid.
    const [open, unpaid] = [await staff.order(person.openOrderId), await staff.order(person.unpaidOrderId)];
    expect([open?.note, unpaid?.note]).toEqual([`Note of ${person.marks[0]}`, `Note of ${person.marks[0]}`]);
    await end(person.unpaidOrderId);
    const confirmed = await staff.confirm({ id: person.openOrderId });
    await (await confirmed.ship()).deliver();
    await untilGone(person);

    expect(lines.filter((line) => person.marks.some((mark) => line.includes(mark)))).toEqual([]);
    const { total, buyer, timeline } = (
      await staff.visitor.read(
        'query ($id: ID!) { order(id: $id) { total { amount } buyer { id name } timeline { actor { id } kind } } }',
        { id: person.openOrderId },
      )
    ).order;
    expect(total.amount).toBe(variant.priceMinor);
    expect(buyer).toEqual({ id: person.shopper.id, name: 'Erased user' });
    expect(timeline.map(({ kind }: { kind: string }) => kind)).toContain('DELIVERED');
  });

  it('is gone from an order that they place while they are erased', async () => {
    const person = await newMarkedPerson(shop.url, staff, variant);
    const orders = Array.from({ length: 6 }, () =>
      person.shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }]).catch(() => null),
    );
    await Promise.all([...orders, erased(person)]);
    await eventually(async () => {
      const open = await query(
        'order',
        "select lower(hex(id)) as id from orders where user_id = unhex(replace(?, '-', '')) and status in ('PENDING_PAYMENT', 'PAID')",
        person.shopper.id,
      );
      for (const { id } of open) await end(id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'));
      expect(open).toEqual([]);
    });
    await untilGone(person);
    const [left] = await query(
      'order',
      "select count(*) as recipients from orders where user_id = unhex(replace(?, '-', '')) and json_value(shipping_address, '$.recipient') <> ''",
      person.shopper.id,
    );
    expect(Number(left.recipients)).toBe(0);
  });

  it('is erased by an admin alike, and can have their e-mail address again', async () => {
    const person = await newMarkedPerson(shop.url, staff, variant);
    const { eraseUser } = await admin.visitor.read(
      'mutation ($id: ID!) { eraseUser(input: { userId: $id }) { __typename ... on EraseUserSuccess { user { isErased } } } }',
      { id: person.shopper.id },
    );
    expect(succeeded<any>(eraseUser).user).toEqual({ isErased: true });
    await eventually(async () => expect((await person.visitor.ask('{ me { id } }')).data.me).toBeNull());
    await end(person.unpaidOrderId);
    await end(person.openOrderId);
    await untilGone(person);
  });

  it.skipIf(sharedShop().mode === 'standalone')('is erased in a part that was down meanwhile', async () => {
    const person = await newMarkedPerson(shop.url, staff, variant);
    await end(person.unpaidOrderId);
    await end(person.openOrderId);
    await shop.kill('order');
    await erased(person);
    expect(await tablesOf(person)).toContain('order.orders');
    await shop.restart('order');
    await untilGone(person);
  });
});

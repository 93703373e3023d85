import { randomBytes } from 'node:crypto';
import { dropDatabase } from '@storegraph/private-database/provision';
import { auditShop } from '@storegraph/standalone/audit/audit';
import { provisionAll, type DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames, type SubgraphName } from '@storegraph/standalone/services';
import { migrateAll, seedShop } from '@storegraph/standalone/seed';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEMO_DAY } from './stack/backing-services.ts';
import { sharedShop } from './stack/shops.ts';

const serverUrl = inject('databaseServerUrl');
const prefix = `audit_${randomBytes(4).toString('hex')}`;

/** Ways to spoil a shop, and the invariants that no longer hold then. Each works on rows of its own. */
const damages: readonly (readonly [what: string, where: SubgraphName, statement: string, breaks: readonly string[]])[] =
  [
    [
      'a unit that nobody booked',
      'inventory',
      'update stock_level set on_hand = on_hand + 1 order by variant_id limit 1',
      ['on hand and reserved equal the sums of the stock ledger'],
    ],
    [
      'a unit that no order holds',
      'inventory',
      'update stock_level set reserved = reserved + 1 where on_hand > reserved order by variant_id desc limit 1',
      ['on hand and reserved equal the sums of the stock ledger', 'reserved equals what orders hold'],
    ],
    [
      'a paid order whose stock went back on sale',
      'inventory',
      "update stock_reservation set state = 'RELEASED' where state = 'COMMITTED' order by order_id limit 1",
      ['a captured payment has its stock held or sold, or is refunded in whole within 60 s'],
    ],
    [
      'an ended order whose stock counts as sold',
      'inventory',
      "update stock_reservation set state = 'COMMITTED' where state = 'RELEASED' order by order_id desc limit 1",
      ['an ended order holds no stock after 60 s'],
    ],
    [
      'half a ledger entry',
      'payment',
      "update ledger_entry set amount_minor = amount_minor + 1 where account = 'CASH' order by cause_id limit 1",
      [
        'the two ledger entries of each capture or refund sum to zero',
        'each captured payment is in the ledger with its amount',
      ],
    ],
    [
      'a captured payment of another amount',
      'payment',
      "update payment set amount_minor = amount_minor + 1 where status = 'CAPTURED' order by id desc limit 1",
      [
        'each captured payment is in the ledger with its amount',
        'each charge that was taken is that of a captured payment, or goes back in whole',
        'an order that is paid or later has exactly one captured payment, of its amount',
      ],
    ],
    [
      'a charge whose payment is not captured',
      'payment',
      "insert into charge (payment_id, status, taken_minor, taken_currency) select id, 'TAKEN', amount_minor, currency from payment where status = 'EXPIRED' order by id limit 1",
      ['each charge that was taken is that of a captured payment, or goes back in whole'],
    ],
    [
      'a charge of another amount than its payment',
      'payment',
      "update charge set taken_minor = taken_minor - 1 where status = 'TAKEN' order by payment_id limit 1",
      ['each charge that was taken is that of a captured payment, or goes back in whole'],
    ],
    [
      'money that is owed and does not go back',
      'payment',
      "insert into charge (payment_id, status, taken_minor, taken_currency) select id, 'OWED', amount_minor, currency from payment where status = 'EXPIRED' order by id desc limit 1",
      ['each charge that was taken is that of a captured payment, or goes back in whole'],
    ],
    [
      'money that is said to be returned and was not',
      'payment',
      "insert into charge (payment_id, status, taken_minor, taken_currency) select id, 'RETURNED', amount_minor, currency from payment where status = 'FAILED' order by id limit 1",
      ['each charge that was taken is that of a captured payment, or goes back in whole'],
    ],
    [
      'a charge that nobody asks about',
      'payment',
      "insert into charge (payment_id, status, requested_at, next_run_at) select id, 'REQUESTED', utc_timestamp(3) - interval 61 second, utc_timestamp(3) from payment where status = 'FAILED' order by id desc limit 1",
      ['no charge is without an answer for 60 s'],
    ],
    [
      'cash on delivery that is booked as cash',
      'payment',
      "update payment set method = 'CASH_ON_DELIVERY' where status = 'CAPTURED' and method = 'E_WALLET' order by id limit 1",
      ['each captured payment is in the ledger with its amount'],
    ],
    [
      'a refund that nobody made',
      'payment',
      "update payment set refunded_minor = 1 where status = 'CAPTURED' order by id limit 1",
      ['what a captured payment says was refunded are its refunds, and those that succeeded are in the ledger'],
    ],
    [
      'an order whose total is not the sum of its lines',
      'order',
      "update orders set total_minor = total_minor + 1 where status = 'EXPIRED' order by id limit 1",
      ['the total of an order equals the sum of its lines and its payable'],
    ],
    [
      'a step that is missing in a timeline',
      'order',
      "delete from order_event where kind = 'CONFIRMED' order by id limit 1",
      ['the timeline of an order is a path of the state machine to its status'],
    ],
    [
      'an order that says it is paid',
      'order',
      "update orders set status = 'PAID' where status in ('CANCELLED', 'EXPIRED') order by id desc limit 1",
      [
        'an order that is paid or later has exactly one captured payment, of its amount',
        'the timeline of an order is a path of the state machine to its status',
      ],
    ],
    [
      'a saga that stands still',
      'order',
      'update order_saga set next_run_at = utc_timestamp(3) - interval 2 minute order by order_id limit 1',
      ['no saga is 60 s past its deadline'],
    ],
    [
      'an event that nobody delivers',
      'payment',
      "insert into outbox (id, type, version, subject_id, payload, occurred_at) values (random_bytes(16), 'PaymentCaptured', 1, random_bytes(16), '{}', utc_timestamp(3) - interval 1 minute)",
      ['no event is unpublished for 30 s'],
    ],
    [
      'an event that was given up on',
      'order',
      "insert into dead_letter (event_id, type, version, subject_id, occurred_at, payload, error, tries) values (random_bytes(16), 'PaymentCaptured', 1, random_bytes(16), utc_timestamp(3), '{}', 'There is no order yet', 10)",
      ['no event was given up on'],
    ],
  ];

// The data are the same however the services run.
describe.skipIf(sharedShop().mode === 'cluster')('the audit', () => {
  let databases: DatabaseUrls;

  beforeAll(async () => {
    databases = await provisionAll(serverUrl, prefix);
    await migrateAll(databases);
    await seedShop(databases, {
      now: DEMO_DAY,
      currency: 'USD',
      seed: 7,
      generatedProducts: 0,
      customers: 20,
      orders: 120,
    });
    // The audit leaves an order a minute to settle; these have.
    await change('order', 'update order_saga set updated_at = updated_at - interval 5 minute');
  });
  afterAll(async () => {
    for (const name of subgraphNames) await dropDatabase(serverUrl, `${prefix}_${name}`);
  });

  const change = async (where: SubgraphName, statement: string): Promise<number> => {
    const connection = await createConnection(databases[where].migrationUrl);
    const [{ affectedRows }] = (await connection.query(statement)) as unknown as [{ affectedRows: number }];
    await connection.end();
    return affectedRows;
  };
  const brokenNow = async (): Promise<ReadonlyMap<string, number>> =>
    new Map((await auditShop(databases)).map(({ invariant, broken }) => [invariant, broken]));

  it('finds nothing in a sound shop, and looks at everything', async () => {
    for (const { invariant, checked, broken } of await auditShop(databases)) {
      expect([invariant, broken]).toEqual([invariant, 0]);
      // A shop at rest has no saga that runs and no event that waits.
      if (!invariant.startsWith('no ')) expect([invariant, checked]).not.toEqual([invariant, 0]);
    }
  });

  it.each(damages)('finds %s', async (_, where, statement, breaks) => {
    const before = await brokenNow();
    expect(await change(where, statement)).toBe(1);
    const after = await brokenNow();
    const worse = [...after]
      .filter(([invariant, broken]) => broken > (before.get(invariant) ?? 0))
      .map(([invariant]) => invariant);
    expect(worse.toSorted()).toEqual([...breaks].toSorted());
  });
});

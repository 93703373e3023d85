import { randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '@storegraph/demo-shop/random';
import { removePrivateDatabase } from '@storegraph/private-database/private-database';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sized } from '@storegraph/testkit/env';
import { isRefusal, type Outcome } from './actors/outcome.ts';
import { newGuest, type Shopper } from './actors/shopper.ts';
import { signInAdmin, type NewVariant } from './actors/staff.ts';
import { eventually } from './stack/eventually.ts';
import { expectSound } from './stack/expect-sound.ts';
import { startShopProcess, type ShopProcess } from './stack/shop-process.ts';
import { sharedShop } from './stack/shops.ts';

const ROUNDS = sized(2, 8);
const SHOPPERS = 12;
const HOLD_SECONDS = 8;
const UNITS = 100_000;

/** What a shopper was told before the lights went out. */
type Told = {
  readonly shopper: Shopper;
  readonly key: string;
  orderId: string | null;
  paymentId: string | null;
  isPaid: boolean;
};

// Five processes lose one at a time; see subgraph-down.e2e.ts.
describe.skipIf(sharedShop().mode === 'cluster')('a shop that is killed while people order and pay', () => {
  const seed = randomInt(2 ** 31);
  const random = createRandom(seed);
  let dataDir: string;
  let shop: ShopProcess;

  const start = async (): Promise<void> => {
    shop = await startShopProcess(dataDir, {
      ORDER_HOLD_MINUTES: String(HOLD_SECONDS / 60),
      PAYMENT_WINDOW_SECONDS: '5',
    });
  };
  const databases = async (): Promise<DatabaseUrls> =>
    JSON.parse(await readFile(join(dataDir, 'databases.json'), 'utf8')).urls;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'storegraph-kill-'));
    await start();
  }, 120_000);
  afterAll(async () => {
    await shop.stop();
    // Ends what a round that failed left running, too.
    await removePrivateDatabase(join(dataDir, 'database'));
    await rm(dataDir, { recursive: true, force: true });
  });

  it('loses no order and no payment that it acknowledged, and its stock adds up', { timeout: 300_000 }, async () => {
    console.log(`kill -9: ${ROUNDS} rounds, seed ${seed}`);
    const variant = await (await signInAdmin(shop.url)).makeVariant({ onHand: UNITS });
    const told: Told[] = [];
    let paid = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const shoppers = await Promise.all(Array.from({ length: SHOPPERS }, () => newGuest(shop.url)));
      let isOn = true;
      const crowd = Promise.all(shoppers.map((shopper) => shopUntilCut(shopper, variant, told, () => isOn)));
      // A round without a payment shows nothing of payments.
      await eventually(async () => expect(told.filter(({ isPaid }) => isPaid).length).toBeGreaterThan(paid), {
        withinMs: 30_000,
      });
      await sleep(random.int(100, 900));
      paid = told.filter(({ isPaid }) => isPaid).length;
      await shop.kill({ withDatabase: round % 2 === 1 });
      isOn = false;
      await crowd;
      await start();
      // The shop opens at another port each time; who is signed in stays so.
      for (const { shopper } of told) shopper.visitor.moveTo(shop.url);
      await expectAllThere(told);
    }
    // Shoppers without an answer send the key again, and have one order for it.
    const unanswered = told.filter(({ orderId }) => orderId === null);
    for (const each of unanswered) {
      const outcome = await eventually(() =>
        each.shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], each.key),
      );
      if (!isRefusal(outcome)) each.orderId = outcome.order.id;
      expect(outcome.__typename).toBe('PlaceOrderSuccess');
    }
    const ended = await eventually(() => expectEnds(told), { withinMs: HOLD_SECONDS * 1_000 + 10_000 });
    const admin = await signInAdmin(shop.url);
    await eventually(async () =>
      expect(await admin.stockOf(variant.id)).toEqual({
        onHand: UNITS,
        reserved: ended.paid,
        available: UNITS - ended.paid,
      }),
    );
    await expectSound(await databases());
    console.log(
      `kill -9: ${told.length} orders, ${unanswered.length} of them asked for again; ${ended.paid} paid, ${ended.expired} expired`,
    );
    expect(ended.paid).toBeGreaterThanOrEqual(ROUNDS);
  });
});

/** Orders and pays over and over, noting what was acknowledged, until the shop is gone. */
async function shopUntilCut(shopper: Shopper, variant: NewVariant, told: Told[], isOn: () => boolean): Promise<void> {
  while (isOn()) {
    const note: Told = { shopper, key: randomUUID(), orderId: null, paymentId: null, isPaid: false };
    told.push(note);
    const placed = await answerOf(shopper.tryPlaceOrder([{ variantId: variant.id, quantity: 1 }], note.key));
    if (placed === null) return;
    note.orderId = placed.order.id;
    const started = await answerOf(shopper.tryStartPayment(note.orderId));
    if (started === null) return;
    note.paymentId = started.payment.id;
    if ((await answerOf(shopper.tryConfirmPayment(note.paymentId))) === null) return;
    note.isPaid = true;
  }
}

/** The success, or null when the connection or the shop's parts went away. A refusal would be a finding. */
async function answerOf<Success>(asked: Promise<Outcome<Success>>): Promise<Success | null> {
  const outcome = await asked.catch(() => null);
  if (outcome === null || outcome.__typename === 'ServiceUnavailableError') return null;
  if (isRefusal(outcome)) throw new Error(`Refused with ${outcome.__typename}: ${outcome.message}`);
  return outcome;
}

async function expectAllThere(told: readonly Told[]): Promise<void> {
  for (const { shopper, orderId, isPaid } of told) {
    if (orderId === null) continue;
    const order = await shopper.order(orderId);
    expect([orderId, order?.status]).toEqual([
      orderId,
      isPaid ? 'PAID' : expect.stringMatching(/^(PENDING_PAYMENT|PAID|EXPIRED)$/),
    ]);
  }
}

async function expectEnds(told: readonly Told[]): Promise<{ paid: number; expired: number }> {
  const statuses = await Promise.all(told.map(async ({ shopper, orderId }) => (await shopper.order(orderId!))?.status));
  for (const [index, { isPaid }] of told.entries())
    expect(statuses[index]).toMatch(isPaid ? /^PAID$/ : /^(PAID|EXPIRED)$/);
  const count = (status: string): number => statuses.filter((each) => each === status).length;
  return { paid: count('PAID'), expired: count('EXPIRED') };
}

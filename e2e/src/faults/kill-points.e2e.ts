import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newGuest } from '../actors/shopper.ts';
import { signInAdmin, type Staff } from '../actors/staff.ts';
import { chosenMoment, isLong } from '../stack/env.ts';
import { eventually } from '../stack/eventually.ts';
import { expectSound } from '../stack/expect-sound.ts';
import type { RunningShop } from '../stack/shop.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { killPoints, type KillPoint, type RightEnd } from './steps.ts';

const UNITS = 10;
const END_MS = 10_000;
// One of each point, and each subgraph at least once.
const ON_EACH_CHANGE = ['StockReserved:before-commit', 'OrderPlaced:after-commit', 'PaymentCaptured:after-publish', 'PaymentCaptured:before-ack'];

const chosen = killPoints.filter(({ name }) => (chosenMoment === undefined ? isLong || ON_EACH_CHANGE.includes(name) : name === chosenMoment));

/** What is to be seen of an order, in the terms of a right end. */
async function endOf(admin: Staff, orderId: string, variantId: string): Promise<RightEnd> {
  const [order, { onHand, reserved }] = await Promise.all([admin.order(orderId), admin.stockOf(variantId)]);
  const stock = onHand < UNITS ? 'sold' : reserved > 0 ? 'held' : 'free';
  return { status: order!.status, payments: order!.payments.map(({ status }) => status), stock, timeline: order!.timeline.map(({ kind }) => kind).sort() };
}

// A process of several would leave its work to the others.
describe.skipIf(sharedShop().mode === 'standalone' || sharedShop().replicas > 1)('a subgraph that dies in the middle of a step', { timeout: 90_000 }, () => {
  let patient: RunningShop;
  let hasty: RunningShop;

  beforeAll(async () => {
    patient = await startOwnShop({ windowSeconds: 120 });
    if (chosen.some(({ isTimed }) => isTimed)) hasty = await startOwnShop({ windowSeconds: 2, holdMinutes: 0.1 });
  });
  afterAll(async () => {
    await patient.stop();
    await hasty?.stop();
  });

  async function dieAndRecover({ moment, name, victim, isTimed, travel, end }: KillPoint): Promise<void> {
    const shop = isTimed ? hasty : patient;
    const admin = await signInAdmin(shop.url);
    const [shopper, variant] = await Promise.all([newGuest(shop.url), admin.makeVariant({ onHand: UNITS })]);
    await shop.kill(victim);
    await shop.restart(victim, { CRASH_AT: `${moment.step}:${moment.point}`, NODE_ENV: 'test' });

    const death = shop.death(victim);
    const travelled = travel({ shopper, admin, variantId: variant.id });
    // Reading makes a subgraph answer that nobody asks for anything.
    const watched = travelled.then((orderId) => eventually(async () => expect(await endOf(admin, orderId, variant.id)).toEqual(end), { withinMs: 60_000 }));
    watched.catch(() => {});
    await death;
    const diedAt = performance.now();
    await shop.restart(victim);
    const upAgainMs = performance.now() - diedAt;
    const orderId = await travelled;
    await eventually(async () => expect(await endOf(admin, orderId, variant.id)).toEqual(end), { withinMs: END_MS });
    console.log(`${name}: ${victim} died, was up again after ${upAgainMs.toFixed(0)} ms, all at its right end after ${(performance.now() - diedAt).toFixed(0)} ms`);
    await watched;
    await expectSound(shop.databases);
  }

  it.each(chosen)('$name', dieAndRecover);

  it('is tried at each of four points of twelve steps', () => {
    expect(killPoints).toHaveLength(48);
    expect(ON_EACH_CHANGE.every((name) => killPoints.some((point) => point.name === name))).toBe(true);
  });
});

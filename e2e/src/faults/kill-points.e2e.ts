import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isLong } from '@storegraph/testkit/env';
import { expectSound } from '../stack/expect-sound.ts';
import type { RunningShop } from '../stack/shop.ts';
import { sharedShop, startOwnShop } from '../stack/shops.ts';
import { expectEnd, setOut } from './journey.ts';
import { killPoints, type KillPoint } from './steps.ts';

const END_MS = 10_000;
// An event that was refused while its subscriber was away comes again within 15 s.
const SOUND_MS = 30_000;
// One of each point, and each subgraph at least once.
const ON_EACH_CHANGE = [
  'StockReserved:before-commit',
  'OrderPlaced:after-commit',
  'PaymentCaptured:after-publish',
  'PaymentCaptured:before-ack',
];

const chosen = killPoints.filter(({ name }) => isLong() || ON_EACH_CHANGE.includes(name));

// A process of several would leave its work to the others.
describe.skipIf(sharedShop().mode === 'standalone' || sharedShop().replicas > 1)(
  'a subgraph that dies in the middle of a step',
  { timeout: 150_000 },
  () => {
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
      const journey = await setOut(shop.url);
      await shop.kill(victim);
      await shop.restart(victim, { CRASH_AT: `${moment.step}:${moment.point}`, NODE_ENV: 'test' });

      const death = shop.death(victim);
      const travelled = travel(journey);
      // Reading makes a subgraph answer that no command is sent to.
      const watched = travelled.then((orderId) => expectEnd(journey, orderId, end, 60_000));
      watched.catch(() => {});
      await death;
      const diedAt = performance.now();
      await shop.restart(victim);
      const upAgainMs = performance.now() - diedAt;
      const orderId = await travelled;
      // Pauses between tries double: a service is asked again after at most the time that it was away.
      await expectEnd(journey, orderId, end, Math.max(END_MS, 2 * upAgainMs));
      console.log(
        `${name}: ${victim} died, was up again after ${upAgainMs.toFixed(0)} ms, all at its right end after ${(performance.now() - diedAt).toFixed(0)} ms`,
      );
      await watched;
      await expectSound(shop.databases, { withinMs: SOUND_MS });
    }

    it.each(chosen)('$name', dieAndRecover);

    it('is tried at each of four points of twelve steps', () => {
      expect(killPoints).toHaveLength(48);
      expect(ON_EACH_CHANGE.every((name) => killPoints.some((point) => point.name === name))).toBe(true);
    });
  },
);

import { expect, inject } from 'vitest';
import { expectSound } from './expect-sound.ts';
import type { RunningShop, Shop, ShopTimes } from './shop.ts';
import { startStack } from './start-stack.ts';

/** The shop that all files of the run share, with the default window and hold. */
export const sharedShop = (): Shop => inject('shop');

/**
 * The status of an order in the answer to `confirmPayment`: PAID, unless the relay of another process has taken the
 * event, and is about to deliver it.
 */
export const paidAtOnce = (): unknown =>
  sharedShop().replicas > 1 ? expect.stringMatching(/^(PENDING_PAYMENT|PAID)$/) : 'PAID';

/**
 * Starts another shop, in the mode of this run unless the test wants a certain one, and checks its invariants before it
 * stops.
 */
export async function startOwnShop(times: ShopTimes = {}, mode = inject('shop').mode): Promise<RunningShop> {
  const { hasBroker, replicas } = inject('shop');
  const shop = await startStack(mode, inject('databaseServerUrl'), { hasBroker, replicas, ...times });
  return {
    ...shop,
    stop: async () => {
      try {
        await expectSound(shop.databases);
      } finally {
        await shop.stop();
      }
    },
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { insist } from '../actors/crowd.ts';
import { isRefusal } from '../actors/outcome.ts';
import { eventually } from '../stack/eventually.ts';
import type { Shop } from '../stack/shop.ts';
import { lineUp, tell, untilStock } from './races.ts';

// The sweep comes once a second.
const SWEEP_MS = 1_000;

/** Cancels `count` unpaid orders in the second in which their hold runs out and the shop ends them by itself. */
export async function cancelAtTheEndOfTheHold(shop: Shop, count: number): Promise<void> {
  const { admin, variant, racers } = await lineUp(shop, count);
  const cancelled = await Promise.all(
    racers.map(async ({ shopper, order }, index) => {
      // The database of these tests has the clock of this machine.
      const left = Date.parse(order.holdExpiresAt) - Date.now();
      await sleep(Math.max(0, left) + ((index % 20) / 20) * SWEEP_MS);
      const outcome = await insist((key) => shopper.tryCancelOrder(order.id, key));
      const end = isRefusal(outcome) ? outcome.order?.status : outcome.order.status;
      expect([outcome.__typename, end]).toEqual(
        isRefusal(outcome) ? ['OrderStatusError', 'EXPIRED'] : ['CancelOrderSuccess', 'CANCELLED'],
      );
      await eventually(async () => {
        const { status, timeline } = (await shopper.order(order.id))!;
        expect([
          status,
          timeline.map(({ kind }) => kind).filter((kind) => kind === 'EXPIRED' || kind === 'CANCELLED'),
        ]).toEqual([end, [end]]);
      });
      return end === 'CANCELLED';
    }),
  );
  tell('cancelled', 'expired', cancelled);
  await untilStock(admin, variant, { onHand: count, reserved: 0 });
}

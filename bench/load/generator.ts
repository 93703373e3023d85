import { setTimeout as sleep } from 'node:timers/promises';
import { percentile } from '../harness/statistics.ts';
import { cartLoad } from './carts.ts';
import { checkoutLoad } from './checkout.ts';
import { placementLoad } from './placements.ts';
import type { GeneratorCommand, Load } from './load.ts';
import type { Report, Shoot } from './protocol.ts';
import { requestLoad } from './requests.ts';

// The load generator's process: what to do comes by messages.
let shoot: Shoot = () => Promise.reject(new Error('The load was not set up'));

process.on('message', (command: GeneratorCommand) => {
  if (command.kind === 'set-up') {
    shoot = prepare(command.load);
    process.send?.('ready');
    return;
  }
  run(command).then(
    (report) => process.send?.(report),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
process.on('disconnect', () => process.exit(0));
process.send?.('started');

function prepare(load: Load): Shoot {
  switch (load.kind) {
    case 'requests':
      return requestLoad(load);
    case 'carts':
      return cartLoad(load);
    case 'checkouts':
      return checkoutLoad(load);
    case 'placements':
      return placementLoad(load);
  }
}

/**
 * As many at once as asked for, each sending its next when the last was answered; with `shotsPerSecond`, no more than
 * that in all.
 */
async function run({
  atOnce,
  seconds,
  firstNumber,
  shotsPerSecond,
  stopsWhenRefused,
}: Extract<GeneratorCommand, { kind: 'run' }>): Promise<Report> {
  const latencies: number[] = [];
  const count = { done: 0, refused: 0, failed: 0 };
  let error: string | null = null;
  let number = firstNumber;
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1_000;
  const isOver = (): boolean => performance.now() >= endsAt || (stopsWhenRefused && count.refused > 0);
  const dueAt = (shot: number): number =>
    shotsPerSecond === null ? 0 : startedAt + ((shot - firstNumber) / shotsPerSecond) * 1_000;

  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (!isOver()) {
        const mine = number++;
        const due = dueAt(mine);
        const waitMs = due - performance.now();
        if (waitMs > 0) await sleep(waitMs);
        // At a given rate the clock runs from when the shot was due: a server that stalls is not spared the queue that
        // it causes.
        const from = shotsPerSecond === null ? performance.now() : due;
        const outcome = await shoot(mine).catch((reason: unknown) => {
          error ??= String(reason instanceof Error ? (reason.cause ?? reason) : reason);
          return 'failed' as const;
        });
        count[outcome] += 1;
        if (outcome === 'done') latencies.push(performance.now() - from);
      }
    }),
  );
  const { user, system } = process.cpuUsage(cpuBefore);
  const of = (share: number): number => (latencies.length === 0 ? Number.NaN : percentile(latencies, share));
  return {
    seconds: (performance.now() - startedAt) / 1_000,
    ...count,
    p50Ms: of(0.5),
    p95Ms: of(0.95),
    p99Ms: of(0.99),
    cpuMs: (user + system) / 1_000,
    error,
  };
}

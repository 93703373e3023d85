import type { Bar } from './bars.ts';
import type { LoadGenerator } from './load-generator.ts';
import { usageOf } from './process-stat.ts';
import type { Progress } from './progress.ts';
import type { Comparison, Measure } from './results.ts';
import type { RunningServer } from './server-process.ts';
import { median } from './statistics.ts';

/** A server under test with the load that is made for it. */
export type Contender = { readonly name: string; readonly server: RunningServer; readonly load: LoadGenerator };

/** How long and how hard. */
export type Pace = {
  readonly rounds: number;
  readonly seconds: number;
  readonly atOnce: number;
  readonly warmUpSeconds: number;
};

/** What each contender did, round by round. */
export type Measures = ReadonlyMap<string, readonly Measure[]>;

// More than a round sends: a number is not shot twice within a round, and the next round begins elsewhere.
const NUMBERS_A_ROUND = 100_003;

/**
 * Warms every contender, then lets them work in turn, round after round, so that all else that the machine does meets
 * all of them.
 * @throws Error when a server fails requests
 */
export async function inRounds(
  contenders: readonly Contender[],
  pace: Pace,
  databasePid: number | null,
  progress: Progress,
): Promise<Measures> {
  const { rounds, seconds, atOnce, warmUpSeconds } = pace;
  const steps = contenders.length * (rounds + 1);
  const measures = new Map<string, Measure[]>(contenders.map(({ name }) => [name, []]));
  if (rounds === 0) return measures;
  let step = 0;
  for (const { name, load } of contenders) {
    progress.step((step += 1), steps, `warming ${name}`);
    await load.run({ atOnce, seconds: warmUpSeconds, firstNumber: rounds * NUMBERS_A_ROUND });
  }
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) {
      const measure = await measureRound(
        contender,
        { atOnce, seconds, firstNumber: round * NUMBERS_A_ROUND },
        databasePid,
      );
      measures.get(contender.name)?.push(measure);
      progress.step(
        (step += 1),
        steps,
        `${contender.name}: ${measure.requestsPerSecond.toFixed(0)} a second, p99 ${measure.p99Ms.toFixed(0)} ms`,
      );
    }
  return measures;
}

type Run = Parameters<LoadGenerator['run']>[0];

/** One contender's work for a while, with what it cost. */
export async function measureRound(
  { name, server, load }: Contender,
  run: Run,
  databasePid: number | null,
): Promise<Measure> {
  const usage = () => ({
    server: usageOf(server.pids).cpuMs,
    database: databasePid === null ? 0 : usageOf([databasePid]).cpuMs,
  });
  const before = usage();
  const report = await load.run(run);
  const after = usage();
  if (report.done === 0 || report.failed > report.done / 1_000)
    throw new Error(
      `${name} failed ${report.failed} of ${report.done + report.failed} requests${report.error === null ? '' : `, the first with ${report.error}`}`,
    );
  const { done } = report;
  return {
    requestsPerSecond: done / report.seconds,
    p50Ms: report.p50Ms,
    p95Ms: report.p95Ms,
    p99Ms: report.p99Ms,
    cpuMs: (after.server - before.server) / done,
    databaseCpuMs: (after.database - before.database) / done,
    generatorCpuMs: report.cpuMs / done,
    requests: done,
    failures: report.failed,
  };
}

/** The median over the rounds of how many times as many requests `ours` answered as `peer`. */
export function compare(bar: Bar, target: number, ours: string, peer: string, measures: Measures): Comparison {
  const mine = measures.get(ours) ?? [];
  const theirs = measures.get(peer) ?? [];
  const rounds = mine.flatMap((measure, index) => {
    const other = theirs[index];
    return other === undefined
      ? []
      : [{ ours: measure, peer: other, ratio: measure.requestsPerSecond / other.requestsPerSecond }];
  });
  return {
    bar,
    ours,
    peer,
    target,
    ratio: rounds.length === 0 ? Number.NaN : median(rounds.map(({ ratio }) => ratio)),
    rounds,
  };
}

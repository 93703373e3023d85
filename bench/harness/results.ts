import { readFileSync, readdirSync, writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bars, type Bar } from './bars.ts';

const measure = z.object({
  requestsPerSecond: z.number(),
  p50Ms: z.number(),
  p95Ms: z.number(),
  p99Ms: z.number(),
  /** CPU time of the server and its descendants, per request; of the database apart. */
  cpuMs: z.number(),
  databaseCpuMs: z.number(),
  /** Of the load generator, which shares the cores. */
  generatorCpuMs: z.number(),
  requests: z.number(),
  failures: z.number(),
});

/** What one server did in one round. */
export type Measure = z.infer<typeof measure>;

const common = { bar: z.enum(Object.keys(bars) as [Bar, ...Bar[]]), ours: z.string(), target: z.number() };

const comparison = z.union([
  z.object({
    ...common,
    peer: z.string(),
    ratio: z.number(),
    rounds: z.array(z.object({ ours: measure, peer: measure, ratio: z.number() })),
  }),
  z.object({ ...common, value: z.number(), unit: z.string(), rounds: z.array(z.record(z.string(), z.unknown())) }),
]);

/** A figure beside its target: a ratio to a peer, or a value in a unit. */
export type Comparison = z.infer<typeof comparison>;

const result = z.object({ question: z.string(), at: z.iso.datetime(), comparisons: z.array(comparison) });

/** The answer to one question. */
export type Result = z.infer<typeof result>;

const folder = join(import.meta.dirname, '../results');

export function writeResult(question: string, comparisons: readonly Comparison[]): void {
  mkdirSync(folder, { recursive: true });
  const answer: Result = { question, at: new Date().toISOString(), comparisons: [...comparisons] };
  writeFileSync(join(folder, `${question}.json`), `${JSON.stringify(answer, null, 2)}\n`);
}

/**
 * Every answer that was ever written here, each question's newest.
 * @throws Error naming a file of another form
 */
export function readResults(): readonly Result[] {
  mkdirSync(folder, { recursive: true });
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => {
      const read = result.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
      if (!read.success)
        throw new Error(`bench/results/${name} is not of this version's form. Ask its question again, or delete it.`, {
          cause: read.error,
        });
      return read.data;
    });
}

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { environmentOf } from '../env.ts';
import type { GeneratorCommand, Load } from '../load/load.ts';
import type { Report } from '../load/protocol.ts';
import { pinToCore } from './cores.ts';

/** How to shoot. */
type RunOptions = {
  readonly atOnce: number;
  readonly seconds: number;
  /**
   * Number of the first shot; the next run goes on from there, so that no request comes twice within reach of a cache.
   */
  readonly firstNumber?: number;
  /** As many as the server takes when left out. */
  readonly shotsPerSecond?: number;
  readonly stopsWhenRefused?: boolean;
};

/** A process that makes load. */
export type LoadGenerator = {
  run(options: RunOptions): Promise<Report>;
  stop(): void;
};

const program = join(import.meta.dirname, '../load/generator.ts');

/**
 * Starts a load generator in a process of its own.
 * @param core - the one core that it may use
 */
export async function startLoadGenerator(load: Load, core?: number): Promise<LoadGenerator> {
  const child = fork(program, [], { env: environmentOf(), serialization: 'advanced' });
  const answer = async (): Promise<unknown> => {
    const ended = new AbortController();
    const end = once(child, 'exit', { signal: ended.signal }).then(() => {
      throw new Error('The load generator ended before its work was done');
    });
    end.catch(() => {});
    try {
      const [message] = await Promise.race([once(child, 'message'), end]);
      return message;
    } finally {
      ended.abort();
    }
  };
  const ask = (command: GeneratorCommand): Promise<unknown> => {
    const answered = answer();
    child.send(command);
    return answered;
  };
  await answer();
  if (core !== undefined && child.pid !== undefined) await pinToCore(child.pid, core);
  await ask({ kind: 'set-up', load });
  return {
    run: async ({ atOnce, seconds, firstNumber = 0, shotsPerSecond, stopsWhenRefused = false }) =>
      (await ask({
        kind: 'run',
        atOnce,
        seconds,
        firstNumber,
        shotsPerSecond: shotsPerSecond ?? null,
        stopsWhenRefused,
      })) as Report,
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}

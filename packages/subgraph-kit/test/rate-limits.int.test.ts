import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createRateLimits, type RateLimits } from '../src/limits/rate-limits.ts';
import { createLogger } from '../src/log.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

// Where there is no redis-server, the same rules are shown in memory (rate-limits.test.ts).
describe.skipIf(!hasRedis)('over Redis', () => {
  const log = createLogger('test', 'silent');
  const warn = vi.spyOn(log, 'warn');
  const rate = { tries: 2, seconds: 600 };
  let redis: ChildProcess;
  let port: number;
  const processes: RateLimits[] = [];

  const startRedis = async (): Promise<void> => {
    const dir = mkdtempSync(join(tmpdir(), 'redis-test-'));
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', dir], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    for await (const chunk of redis.stdout ?? []) if (String(chunk).includes('Ready to accept')) break;
  };
  const stopRedis = async (): Promise<void> => {
    redis.kill('SIGKILL');
    await once(redis, 'exit');
  };
  beforeAll(async () => {
    port = await freePort();
    await startRedis();
    processes.push(...[1, 2].map(() => createRateLimits({ redisUrl: `redis://127.0.0.1:${port}`, log })));
  });
  afterAll(async () => {
    for (const { close } of processes) close();
    await stopRedis();
  });
  /** Whether two processes count a key together. */
  const isShared = async (): Promise<boolean> => {
    const [one, other] = processes.map(({ limit }) => limit('shared', { tries: 1, seconds: 60 }));
    const key = String(Math.random());
    return (await one!(key)).ok && !(await other!(key)).ok;
  };

  it('counts for all processes together', async () => {
    await vi.waitFor(async () => expect(await isShared()).toBe(true));
    const [one, other] = processes.map(({ limit }) => limit('together', rate));
    expect([(await one!('a')).ok, (await other!('a')).ok, (await one!('a')).ok, (await other!('a')).ok]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });

  it('delays for all processes together', async () => {
    const rules = { freeTries: 1, maxSeconds: 900 };
    const [one, other] = processes.map(({ growingDelay }) => growingDelay('password', rules));
    expect([(await one!.take('a')).ok, (await other!.take('a')).ok, (await one!.take('a')).ok]).toEqual([
      true,
      true,
      false,
    ]);
    await one!.forget('a');
    expect((await other!.take('a')).ok).toBe(true);
  });

  it('counts in each process while Redis is gone, says so once, and comes back', async () => {
    const [one, other] = processes.map(({ limit }) => limit('gone', rate));
    await stopRedis();
    for (const limit of [one!, other!])
      expect([(await limit('a')).ok, (await limit('a')).ok, (await limit('a')).ok]).toEqual([true, true, false]);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(processes.length));
    await startRedis();
    await vi.waitFor(async () => expect(await isShared()).toBe(true), { timeout: 10_000, interval: 200 });
    expect(warn).toHaveBeenCalledTimes(processes.length);
  });
});

import { execFileSync } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removePrivateDatabase } from '@storegraph/private-database/private-database';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newGuest } from './actors/shopper.ts';
import { createVisitor } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import { startShopProcess, type ShopProcess } from './stack/shop-process.ts';
import { sharedShop } from './stack/shops.ts';

const isCluster = sharedShop().mode === 'cluster';

type Process = { readonly pid: number; readonly parent: number; readonly command: string };

const processes = (): readonly Process[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, command = ''] = /^ *(\d+) +(\d+) +(.*)$/.exec(line) ?? [];
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), command }];
    });
const isRunning = (pid: number): boolean => processes().some((each) => each.pid === pid);
const servicesOf = (parent: number): readonly Process[] =>
  processes().filter((each) => each.parent === parent && each.command.includes('src/main.ts'));

describe('a shop whose processes are killed', { timeout: 120_000 }, () => {
  let dataDir: string;
  let shop: ShopProcess;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'storegraph-supervisor-'));
    shop = await startShopProcess(dataDir, {}, isCluster ? 'cluster-main' : 'main');
  }, 120_000);
  afterEach(async () => {
    await shop.stop();
    await removePrivateDatabase(join(dataDir, 'database'));
    await rm(dataDir, { recursive: true, force: true });
  });

  const ready = async (): Promise<{ readonly status: number; readonly body: unknown }> => {
    const response = await fetch(`${shop.url}/health/ready`);
    return { status: response.status, body: await response.json() };
  };

  it('gets its database back, and says meanwhile that it is not ready', async () => {
    const pid = Number(await readFile(join(dataDir, 'database', 'server.pid'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    await eventually(async () =>
      expect(await ready()).toMatchObject({ status: 503, body: { parts: { order: 'down' } } }),
    );
    await eventually(async () => expect((await ready()).status).toBe(200));
    expect((await newGuest(shop.url)).id).toBeTruthy();
  });

  it.skipIf(!isCluster)('gets a service back, and says meanwhile that it is not ready', async () => {
    const ask = () => createVisitor(shop.url).ask('{ products(first: 1) { totalCount } }');
    const [killed] = servicesOf(shop.pid).filter(({ pid }) => cwdOf(pid).endsWith('inventory'));
    process.kill(killed!.pid, 'SIGKILL');
    await eventually(async () =>
      expect(await ready()).toMatchObject({ status: 503, body: { parts: { inventory: 'down' } } }),
    );
    await eventually(async () => expect((await ready()).status).toBe(200));
    expect((await ask()).data.products.totalCount).toBeGreaterThan(0);
  });

  it.skipIf(!isCluster).each(['SIGKILL', 'SIGTERM'] as const)('leaves no service behind after %s', async (signal) => {
    const services = servicesOf(shop.pid);
    expect(services.length).toBe(5);
    process.kill(shop.pid, signal);
    await eventually(async () => expect(services.filter(({ pid }) => isRunning(pid))).toEqual([]));
  });

  it.skipIf(!isCluster)('ends at once by a second signal, and its services with it', async () => {
    const services = servicesOf(shop.pid);
    // One that neither listens nor ends would be waited for.
    const [stuck] = services.filter(({ pid }) => cwdOf(pid).endsWith('inventory'));
    process.kill(stuck!.pid, 'SIGSTOP');
    process.kill(shop.pid, 'SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isRunning(shop.pid)).toBe(true);
    process.kill(shop.pid, 'SIGTERM');
    await eventually(async () => expect([shop, ...services].filter(({ pid }) => isRunning(pid))).toEqual([]), {
      withinMs: 5_000,
    });
  });

  it('answers the requests that run when it is told to stop', async () => {
    const sent = Array.from({ length: 100 }, () => ask(shop.url));
    await Promise.race(sent);
    process.kill(shop.pid, 'SIGTERM');
    const cut = (await Promise.allSettled(sent)).filter(({ status }) => status === 'rejected');
    expect(cut).toEqual([]);
  });
});

/** Asks on a connection of its own; resolves with the whole answer. */
const ask = (url: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = httpRequest(`${url}/graphql`, {
      method: 'POST',
      agent: false,
      headers: { 'content-type': 'application/json' },
    });
    request.once('error', reject).once('response', (response) => {
      response
        .resume()
        .once('end', () => resolve(response.statusCode ?? 0))
        .once('error', reject);
    });
    const query = '{ products(first: 20) { edges { node { id name variants { id available } } } } }';
    request.end(JSON.stringify({ query }));
  });

const cwdOf = (pid: number): string => execFileSync('readlink', [`/proc/${pid}/cwd`], { encoding: 'utf8' }).trim();

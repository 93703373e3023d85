import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPrivateDatabase, type PrivateDatabase } from '@storegraph/private-database/private-database';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { createConnection, type Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootFieldCalls } from './actors/root-field-calls.ts';
import { newCustomer, newGuest } from './actors/shopper.ts';
import { signInAdmin } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import type { RunningShop } from './stack/shop.ts';
import { sharedShop } from './stack/shops.ts';
import { startStack } from './stack/start-stack.ts';

// What people type, in a form that each rule lets pass, so that it reaches the database.
const MARKER = 'quibblesnark';
const DIGITS = '5550173946';
const typed: Readonly<Record<string, string>> = {
  email: `${MARKER}@example.com`,
  newEmail: `new-${MARKER}@example.com`,
  phone: `+1${DIGITS}`,
  countryCode: 'DE',
  currency: 'USD',
  number: '100001',
  // Positions are made by the shop; what else stands there is refused without a look at the database.
  after: MARKER,
};
const calls = rootFieldCalls((name, isRequired) =>
  isRequired || !['after', 'slug'].includes(name) ? (typed[name] ?? MARKER) : null,
).filter(({ query }) => !query.startsWith('subscription'));

describe.skipIf(sharedShop().mode === 'cluster')('the log of a shop', { timeout: 240_000 }, () => {
  const lines: string[] = [];
  let dataDir: string;
  let server: PrivateDatabase;
  let root: Connection;
  let shop: RunningShop;
  let people: readonly Visitor[];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'storegraph-log-'));
    server = await startPrivateDatabase({ dataDir });
    const log = createLogger('e2e', 'trace', { write: (line) => void lines.push(line) });
    shop = await startStack('standalone', server.rootUrl, { log });
    people = [
      createVisitor(shop.url),
      (await newGuest(shop.url, MARKER)).visitor,
      (await newCustomer(shop.url)).visitor,
      (await signInAdmin(shop.url)).visitor,
    ];
    root = await createConnection(server.rootUrl);
    root.on('error', () => undefined);
  }, 120_000);
  afterAll(async () => {
    await shop.stop().catch(() => undefined);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  /** Each field as each person, with a token alone: what one call signs out or in stays out of the next. */
  const askAll = async (): Promise<void> => {
    for (const { accessToken } of people) {
      const answers = await Promise.all(
        calls.map(({ query, variables }) =>
          Object.assign(createVisitor(shop.url), { accessToken }).ask(query, variables),
        ),
      );
      // Whatever befalls the database, it is nothing that nobody expected. If it is, its log line says what.
      const codes = answers.flatMap(({ errors }) => errors.map(({ extensions }) => extensions?.['code']));
      expect(codes.includes('INTERNAL_SERVER_ERROR') ? failures(lines) : []).toEqual([]);
    }
  };
  /** The lines that were logged meanwhile, and none of them tells what was typed. */
  const logOf = async (work: () => Promise<void>): Promise<readonly string[]> => {
    lines.length = 0;
    await work();
    expect(lines.filter((line) => line.toLowerCase().includes(MARKER) || line.includes(DIGITS))).toEqual([]);
    return lines.slice();
  };
  const failures = (logged: readonly string[]) => logged.filter((line) => line.includes('"err":'));

  it('tells nothing that people typed while all is well', async () => {
    expect((await logOf(askAll)).length).toBeGreaterThan(calls.length);
  });

  it('tells nothing of it when statements are refused', async () => {
    const logged = await logOf(async () => {
      await root.query('set global read_only = on');
      await askAll()
        .then(async () => expect((await fetch(`${shop.url}/health/ready`)).status).toBe(503))
        .finally(() => root.query('set global read_only = off'));
    });
    expect(failures(logged).some((line) => line.includes('"errno":1290'))).toBe(true);
    expect(failures(logged).some((line) => line.includes('"statement":"'))).toBe(true);
  });

  it('tells nothing of it when locks are waited for in vain', async () => {
    const logged = await logOf(async () => {
      const { pathname } = new URL(shop.databases.user.url);
      await root.query(`lock tables \`${pathname.slice(1)}\`.user write`);
      await askAll().finally(() => root.query('unlock tables'));
    });
    expect(failures(logged).length).toBeGreaterThan(0);
  });

  it('tells nothing of it when connections are killed', async () => {
    const logged = await logOf(async () => {
      let isOn = true;
      const killing = (async () => {
        while (isOn) {
          const [rows] = await root.query('select id from information_schema.processlist where id <> connection_id()');
          for (const { id } of rows as { id: number }[]) await root.query(`kill ${id}`).catch(() => undefined);
        }
      })();
      await askAll().finally(() => (isOn = false));
      await killing;
    });
    expect(failures(logged).length).toBeGreaterThan(0);
  });

  it('tells nothing of it when the server is gone', async () => {
    const logged = await logOf(async () => {
      process.kill(server.pid, 'SIGKILL');
      await askAll();
    });
    expect(failures(logged).some((line) => line.includes('ECONNREFUSED'))).toBe(true);
  });
});

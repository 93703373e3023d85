import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { newId } from '../src/id.ts';
import { createLogger } from '../src/log.ts';
import { createOutboxWatcher } from '../src/events/outbox-watcher.ts';
import { recordEvents } from '../src/events/outbox.ts';
import type { Tx } from '../src/database/database.ts';
import { counted } from './test-events.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
});
afterAll(() => test.close());

const log = createLogger('test', 'silent');
let tail: ReturnType<typeof createOutboxWatcher> | null = null;
afterEach(() => tail?.stop());

async function listen() {
  tail = createOutboxWatcher({ database: test.database, log });
  const heard: string[] = [];
  const leave = await tail.listen(({ subjectId }) => void heard.push(subjectId));
  return { heard, leave };
}

const record = (tx: Tx, subjectId: string) => recordEvents(tx, [counted(1, subjectId)]);
const happen = async (): Promise<string> => {
  const id = newId();
  await test.database.transaction((tx) => record(tx, id));
  return id;
};

/** A transaction that has written its event, and commits when told. */
async function begun() {
  const id = newId();
  const { promise: mayCommit, resolve } = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const committed = test.database.transaction(async (tx) => {
    await record(tx, id);
    written.resolve();
    await mayCommit;
  });
  await written.promise;
  return { id, commit: () => (resolve(), committed) };
}

it('tells of what commits from now on, once, and of nothing before', async () => {
  await happen();
  const { heard } = await listen();
  const ids = [await happen(), await happen()];
  await vi.waitFor(() => expect(heard).toEqual(ids));
  await happen().then((id) => vi.waitFor(() => expect(heard).toEqual([...ids, id])));
});

it('misses nothing that commits after what was written later', async () => {
  const early = await begun();
  await happen();
  const { heard } = await listen();
  const late = await begun();
  const later = await happen();
  await vi.waitFor(() => expect(heard).toEqual([later]));
  await late.commit();
  await vi.waitFor(() => expect(heard).toEqual([later, late.id]));
  await early.commit();
  await vi.waitFor(() => expect(heard).toEqual([later, late.id, early.id]));
});

it('begins anew for who listens after everybody left', async () => {
  const first = await listen();
  first.leave();
  first.leave();
  const missed = await happen();
  const heard: string[] = [];
  await tail!.listen(({ subjectId }) => void heard.push(subjectId));
  const id = await happen();
  await vi.waitFor(() => expect(heard).toEqual([id]));
  expect(first.heard).not.toContain(missed);
});

it('fails for who would listen in vain, and recovers', async () => {
  const broken = createOutboxWatcher({
    database: {
      ...test.database,
      db: {
        select: () => {
          throw new Error('gone');
        },
      } as never,
    },
    log,
  });
  await expect(broken.listen(() => {})).rejects.toThrow('gone');
  await expect(broken.listen(() => {})).rejects.toThrow('gone');
  await broken.stop();
});

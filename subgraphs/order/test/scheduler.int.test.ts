import { setImmediate as later } from 'node:timers/promises';
import type { Database } from '@storegraph/subgraph-kit/database/database';
import { expect, it } from 'vitest';
import { databaseInTurns } from './scheduler.ts';

it('a prepared statement runs when its turn has come, and not before', async () => {
  let times = 0;
  const prepared = { execute: async () => ++times };
  const database = { db: { select: () => ({ prepare: () => prepared }) } } as unknown as Database;
  const turn = Promise.withResolvers<void>();
  const { db } = databaseInTurns(database, () => turn.promise) as any;
  const answer = db.select().prepare().execute();
  await later();
  expect(times).toBe(0);
  turn.resolve();
  expect(await answer).toBe(1);
});

import { openTestDatabase, type TestDatabase } from '@storegraph/testkit/test-database';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { auditLogTable } from '../src/database/audit-log.ts';
import { bulkInsert } from '../src/database/bulk-insert.ts';
import { AuditEntry, auditLog } from '../src/graphql/audit-log.ts';
import { newId, NIL_ID } from '../src/id.ts';

let test: TestDatabase;
const [ada, grace] = [newId(), newId()];
const order = newId();
const minute = (n: number): Date => new Date(Date.UTC(2026, 0, 1, 0, n));

beforeAll(async () => {
  test = await openTestDatabase(new URL('./migrations', import.meta.url));
  await bulkInsert(test.database.db, auditLogTable, [
    { id: newId(), actorId: ada, action: 'shipOrder', subjectId: order, details: { carrier: 'Post' }, at: minute(1) },
    {
      id: newId(),
      actorId: ada,
      action: 'shipOrder',
      subjectId: order,
      details: { refused: 'wrongStatus' },
      at: minute(2),
    },
    { id: newId(), actorId: grace, action: 'setStock', subjectId: NIL_ID, details: { refused: 'x' }, at: minute(2) },
    { id: newId(), actorId: grace, action: 'setStock', subjectId: newId(), details: {}, at: minute(3) },
    // So many that the server would rather scan than use a bad index.
    ...Array.from({ length: 20_000 }, (_, n) => ({
      id: newId(),
      actorId: newId(),
      action: `other${n % 50}`,
      subjectId: newId(),
      details: {},
      at: new Date(Date.UTC(2025, 0, 1, 0, n)),
    })),
  ]);
  await test.database.db.execute(sql`analyze table audit_log`);
});
afterAll(() => test.close());
beforeEach(() => void (test.statements.length = 0));

type Args = Parameters<typeof auditLog>[1];
const list = (args: Args) => auditLog(null, args, { deps: { database: test.database } });
const minutesOf = async (args: Args): Promise<number[]> =>
  (await list(args)).edges.map(({ node }) => node.at.getUTCMinutes());

describe('an audit log', () => {
  it('is read page by page, the latest first, in one statement each', async () => {
    const recent = { filter: { from: minute(0) }, first: 2 };
    const page = await list(recent);
    const next = await list({ ...recent, after: page.pageInfo.endCursor });
    expect(test.statements).toHaveLength(2);
    const read = [...page.edges, ...next.edges].map(({ node }) => node);
    expect(read.map(({ at }) => at.getUTCMinutes())).toEqual([3, 2, 2, 1]);
    expect(new Set(read.map(({ id }) => id)).size).toBe(4);
    expect([page.pageInfo.hasNextPage, next.pageInfo.hasNextPage]).toEqual([true, false]);
    expect([await page.totalCount(), test.statements.length]).toEqual([4, 3]);
  });

  it.each([
    ['who did it', { actorId: ada.toUpperCase() }, [2, 1]],
    ['what it was done to', { subjectId: order }, [2, 1]],
    ['what was done', { action: 'setStock' }, [3, 2]],
    ['from a moment, and until before another', { from: minute(2), to: minute(3) }, [2, 2]],
    ['what was refused', { refusedOnly: true }, [2, 2]],
    ['several at once', { actorId: grace, refusedOnly: true }, [2]],
    ['nothing, for what nobody did', { actorId: newId() }, []],
  ])('is narrowed by %s', async (_, filter, minutes) => {
    expect(await minutesOf({ filter })).toEqual(minutes);
  });

  it.each(['actorId', 'subjectId'])('refuses for %s what is no id', async (name) => {
    await expect(list({ filter: { [name]: 'x' } })).rejects.toMatchObject({
      extensions: { code: 'BAD_USER_INPUT', argument: `filter.${name}` },
    });
  });

  it('tells what was refused, and has no subject where that was not looked at', async () => {
    const { edges } = await list({ filter: { actorId: grace } });
    expect(edges.map(({ node }) => [AuditEntry.isRefused(node), AuditEntry.subjectId(node) === null])).toEqual([
      [false, false],
      [true, true],
    ]);
  });

  it.each([
    ['audit_log_at', 'true'],
    ['audit_log_actor', `actor_id = x'${ada.replaceAll('-', '')}'`],
    ['audit_log_subject', `subject_id = x'${order.replaceAll('-', '')}'`],
    ['audit_log_action', "action = 'setStock'"],
    ['audit_log_refused', 'is_refused = true'],
  ])('is read by the index %s, which is in its order', async (index, condition) => {
    const [rows] = (await test.database.db.execute(
      sql.raw(`explain select * from audit_log where ${condition} order by at desc, id desc limit 21`),
    )) as unknown as [{ key: string; Extra: string }[]];
    expect(rows[0]?.key).toBe(index);
    expect(rows[0]?.Extra).not.toContain('filesort');
  });
});

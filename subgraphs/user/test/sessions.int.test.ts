import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditLogTable, sessionTable } from '../src/db/schema.ts';
import { LOGIN, PASSWORD, REFRESH, startHarness, type Browser, type Harness } from './harness.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:146.0) Gecko/20100101 Firefox/146.0';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.stop());

const loginWith = async (email: string, userAgent?: string): Promise<Browser> => {
  const { result, setCookies } = await harness.subgraph.client({
    query: LOGIN,
    variables: { input: { email, password: PASSWORD } },
    viewer: anonymous,
    requestId: newId(),
    userAgent,
  });
  return harness.browserOf({ data: result.data, errors: result.errors ?? [], setCookies }, 'login');
};
const sessionsOf = async (browser: Browser) =>
  (await harness.ask(browser.viewer, '{ me { sessions { id device createdAt lastUsedAt expiresAt isCurrent } } }')).data
    .me.sessions;
const END = `... on EndSessionSuccess { user { id sessions { id } } } ... on UserError { field }`;
const end = (browser: Browser, sessionId: string) =>
  harness.ask(
    browser.viewer,
    `mutation ($input: EndSessionInput!) { endSession(input: $input) { __typename ${END} } }`,
    { input: { sessionId } },
  );
const endOf = (by: Browser, userId: string, sessionId: string) =>
  harness.ask(
    by.viewer,
    `mutation ($input: EndUserSessionInput!) { endUserSession(input: $input) { __typename ${END} } }`,
    { input: { userId, sessionId } },
  );
const ended = () =>
  harness.events
    .filter(({ type }) => type === 'SessionEnded')
    .map(({ payload }) => (payload as { sessionId: string }).sessionId);

describe('the list of sessions', () => {
  it('says on what each was opened and which is this one, last used first', async () => {
    const first = await harness.register();
    const second = await loginWith(first.email, FIREFOX);
    expect(await sessionsOf(second)).toMatchObject([
      { id: second.viewer.sessionId, device: 'Firefox on Windows', isCurrent: true },
      { id: first.viewer.sessionId, device: null, isCurrent: false },
    ]);
    await harness.test.database.db
      .update(sessionTable)
      .set({ createdAt: sql`created_at - interval 1 hour`, expiresAt: sql`expires_at - interval 1 hour` })
      .where(eq(sessionTable.userId, first.userId));
    await harness.ask(anonymous, REFRESH, {}, first.cookie);
    const [now, before] = await sessionsOf(second);
    expect([now.id, before.id]).toEqual([first.viewer.sessionId, second.viewer.sessionId]);
    expect(Date.parse(now.lastUsedAt) - Date.parse(now.createdAt)).toBeGreaterThanOrEqual(3_600_000);
    expect(before.lastUsedAt).toBe(before.createdAt);
  });

  it('has neither what ran out nor what has ended, and at most 50', async () => {
    const user = await harness.register();
    const other = await loginWith(user.email);
    await harness.test.database.db
      .update(sessionTable)
      .set({ expiresAt: sql`utc_timestamp(3) - interval 1 second` })
      .where(eq(sessionTable.id, other.viewer.sessionId));
    expect(await sessionsOf(user)).toHaveLength(1);
    await harness.test.database.db.insert(sessionTable).values(
      Array.from({ length: 60 }, () => ({
        id: newId(),
        userId: user.userId,
        expiresAt: sql`utc_timestamp(3) + interval 1 day`,
      })),
    );
    const listed = await sessionsOf(user);
    expect(listed).toHaveLength(50);
    expect(listed[0]).toMatchObject({ isCurrent: true });
  });

  it('takes one statement for one user as for fifty', async () => {
    const staff = await harness.withRole('STAFF');
    const ids = await Promise.all(Array.from({ length: 50 }, async () => (await harness.guest()).userId));
    harness.statements.length = 0;
    const { data } = await ask(
      harness.subgraph.client,
      staff.viewer,
      'query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on User { sessions { id } } } }',
      { refs: ids.map((id) => ({ __typename: 'User', id })) },
    );
    expect(data._entities.every(({ sessions }: { sessions: unknown[] }) => sessions.length === 1)).toBe(true);
    const listing = harness.statements.filter((statement) => statement.includes('findSessionsOf'));
    expect(listing).toHaveLength(1);
  });

  it("reads a user's rows by their index", async () => {
    const [rows] = await harness.test.database.db.execute(
      sql.raw(
        `explain select id, row_number() over (partition by user_id order by expires_at desc, id desc) from session where user_id = '${newId()}' and expires_at > utc_timestamp(3)`,
      ),
    );
    expect(rows).toMatchObject([{ key: 'session_user', type: 'ref' }]);
  });
});

describe('ending a session', () => {
  it('signs that device out and no other, and tells it', async () => {
    const user = await harness.register();
    const other = await loginWith(user.email);
    const { data } = await end(user, other.viewer.sessionId);
    expect(data.endSession).toEqual({
      __typename: 'EndSessionSuccess',
      user: { id: user.userId, sessions: [{ id: user.viewer.sessionId }] },
    });
    expect((await harness.ask(other.viewer, '{ me { id } }')).data.me).toBeNull();
    expect((await harness.ask(anonymous, REFRESH, {}, other.cookie)).data.refreshSession.__typename).toBe(
      'SessionEndedError',
    );
    expect((await harness.ask(user.viewer, '{ me { id } }')).data.me).toEqual({ id: user.userId });
    await expect.poll(ended).toContain(other.viewer.sessionId);
  });

  it('happens once, however often it is asked for at once', async () => {
    const user = await harness.register();
    const other = await loginWith(user.email);
    const answers = await Promise.all(Array.from({ length: 5 }, () => end(user, other.viewer.sessionId)));
    const outcomes = answers.map(({ data }) => data.endSession.__typename as string);
    expect(outcomes.filter((outcome) => outcome === 'EndSessionSuccess')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'NotFoundError')).toHaveLength(4);
    await expect.poll(() => ended().filter((id) => id === other.viewer.sessionId)).toHaveLength(1);
  });

  it("answers somebody else's as one that does not exist", async () => {
    const user = await harness.register();
    const stranger = await harness.register();
    expect((await end(stranger, user.viewer.sessionId)).data).toEqual((await end(stranger, newId())).data);
    expect((await end(stranger, 'nonsense')).data.endSession.__typename).toBe('NotFoundError');
    expect(await harness.sessionsOf(user.userId)).toBe(1);
  });
});

describe('ending the session of a user', () => {
  const auditOf = async (subjectId: string) =>
    harness.test.database.db.select().from(auditLogTable).where(eq(auditLogTable.subjectId, subjectId));

  it('is for admins, and leaves an audit row', async () => {
    const admin = await harness.withRole('ADMIN');
    const user = await harness.register();
    const { data } = await endOf(admin, user.userId, user.viewer.sessionId);
    expect(data.endUserSession).toEqual({ __typename: 'EndSessionSuccess', user: { id: user.userId, sessions: [] } });
    expect(await auditOf(user.userId)).toMatchObject([
      {
        actorId: admin.userId,
        action: 'endUserSession',
        details: { before: { sessionId: user.viewer.sessionId }, after: {} },
      },
    ]);
    expect((await endOf(admin, user.userId, user.viewer.sessionId)).data.endUserSession).toEqual({
      __typename: 'NotFoundError',
      field: ['input', 'sessionId'],
    });
  });

  it('needs the user whose session it is', async () => {
    const admin = await harness.withRole('ADMIN');
    const [user, other] = [await harness.register(), await harness.register()];
    const { data } = await endOf(admin, other.userId, user.viewer.sessionId);
    expect(data.endUserSession.__typename).toBe('NotFoundError');
    expect(await harness.sessionsOf(user.userId)).toBe(1);
  });

  it('is for staff with MANAGE_CUSTOMERS, of customers alone; what is refused is noted', async () => {
    const staff = await harness.withRole('STAFF');
    const manager: Browser = {
      ...staff,
      viewer: { ...staff.viewer, permissions: ['READ_CUSTOMERS', 'MANAGE_CUSTOMERS'] },
    };
    const [customer, colleague] = [await harness.register(), await harness.withRole('STAFF')];
    expect((await endOf(staff, customer.userId, customer.viewer.sessionId)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect((await endOf(manager, customer.userId, customer.viewer.sessionId)).data.endUserSession.__typename).toBe(
      'EndSessionSuccess',
    );
    expect((await endOf(manager, colleague.userId, colleague.viewer.sessionId)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
    expect(await auditOf(colleague.userId)).toMatchObject([{ details: { refused: 'forbidden' } }]);
    expect(await harness.sessionsOf(colleague.userId)).toBeGreaterThan(0);
  });
});

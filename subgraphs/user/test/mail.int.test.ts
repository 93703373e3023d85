import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { openTestDatabase } from '@storegraph/testkit/test-database';
import { mailTable } from '../src/db/schema.ts';
import { createMails } from '../src/mail/mails.ts';
import { mailOf } from '../src/mail/mail-text.ts';
import { queueMail, startMailSender } from '../src/mail/outgoing-mail.ts';
import { PASSWORD, startHarness, type Browser, type Harness } from './harness.ts';
import { startMailServer, type MailServer } from './mail-server.ts';

let server: MailServer;
let harness: Harness;
let user: Browser & { email: string };
let logged: string[];
beforeEach(async () => {
  server = await startMailServer();
  logged = [];
  harness = await startHarness(
    { SMTP_URL: server.url, MAIL_FROM: 'Corner Shop <shop@example.com>', SHOP_NAME: 'Corner Shop' },
    createLogger('user', 'trace', { write: (line) => void logged.push(line) }),
  );
  user = await harness.registerOnly();
  await ended('SENT');
  await harness.test.database.db.delete(mailTable);
  server.mails.length = 0;
  logged.length = 0;
});
afterEach(async () => {
  await harness.stop();
  await server.stop();
});

const changePassword = async (): Promise<void> => {
  const { data } = await harness.ask(
    user.viewer,
    `mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }`,
    { input: { currentPassword: PASSWORD, newPassword: 'copper heron 12' } },
  );
  expect(data.changePassword.__typename).toBe('ChangePasswordSuccess');
};
const rows = () => harness.test.database.db.select().from(mailTable);
const makeDue = () => harness.test.database.db.update(mailTable).set({ dueAt: sql`utc_timestamp(3)` });
const ended = (state: string) => vi.waitFor(async () => expect(await rows()).toMatchObject([{ state }]), 10_000);
const tried = (tries: number) =>
  vi.waitFor(async () => expect(await rows()).toMatchObject([{ state: 'WAITING', tries }]), 10_000);

it('tells the owner of an account that its password was changed', async () => {
  await changePassword();
  await ended('SENT');
  expect(server.mails).toHaveLength(1);
  expect(server.mails[0]!.to).toEqual([user.email]);
  expect(server.mails[0]!.source).toContain('From: Corner Shop <shop@example.com>');
  expect(server.mails[0]!.source).toContain('Subject: Your password at Corner Shop was changed');
  expect(server.mails[0]!.source).toContain('text/plain');
  expect(server.mails[0]!.source).toContain('text/html');
});

it('keeps nothing of a mail that was sent', async () => {
  await changePassword();
  await ended('SENT');
  expect(await rows()).toMatchObject([{ message: null }]);
});

it('sends nothing for a transaction that is rolled back', async () => {
  const account = { ...accountOf(), name: 'Rolled back' };
  await expect(
    harness.test.database.transaction(async (tx) => {
      await createMails('Corner Shop', 'https://shop.example.com').passwordChanged(tx, account);
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await changePassword();
  await ended('SENT');
  expect(server.mails).toHaveLength(1);
});

it('sends each mail once, with several senders at work', async () => {
  const sent: string[] = [];
  // In a database that no shop sends from, so that all senders find all of them.
  const silent = await openTestDatabase(new URL('../migrations', import.meta.url));
  const { database } = silent;
  const mailer = {
    keepsMails: false,
    send: async (_id: string, { subject }: { subject: string }) => void sent.push(subject),
  };
  const subjects = Array.from({ length: 60 }, (_, index) => `Mail ${index}`);
  for (const subject of subjects)
    await database.transaction((tx) => queueMail(tx, mailOf('ada@example.com', subject, [])));
  const senders = [1, 2, 3].map(() => startMailSender({ database, mailer, log: createLogger('user', 'silent') }));
  const waiting = () => database.db.select().from(mailTable).where(eq(mailTable.state, 'WAITING'));
  await vi.waitFor(async () => expect(await waiting()).toEqual([]), 10_000);
  await Promise.all(senders.map((sender) => sender.stop()));
  await silent.close();
  expect(sent.toSorted()).toEqual(subjects.toSorted());
});

describe('while the mail server', () => {
  it('is full, mails wait, and go out once it takes them again', async () => {
    server.refuseWith(452);
    await changePassword();
    await tried(1);
    expect(server.mails).toHaveLength(0);
    server.refuseWith(null);
    await makeDue();
    await ended('SENT');
    expect(server.mails).toHaveLength(1);
  });

  it('is away, mails wait', async () => {
    await server.stop();
    await changePassword();
    await tried(1);
  });

  it('refuses for good, a mail is given up and forgotten', async () => {
    server.refuseWith(550);
    await changePassword();
    await ended('FAILED');
    expect(await rows()).toMatchObject([{ message: null, tries: 1 }]);
  });

  it('does not let us in, mails wait', async () => {
    server.refuseWith(535, 'connection');
    await changePassword();
    await tried(1);
  });

  it('breaks each connection off, mails wait', async () => {
    await server.stop();
    await startOddServer(server.url, (socket) => socket.end('220 hello\r\n'));
    await changePassword();
    await tried(1);
    await vi.waitFor(() => expect(logged.join('')).toContain('tried again later'), 10_000);
  });

  it('answers a little at a time without end, the shop stops', async () => {
    await server.stop();
    const asked = Promise.withResolvers<void>();
    await startOddServer(server.url, (socket) => {
      socket.write('220 hello\r\n');
      const timer = setInterval(() => socket.write('250-and\r\n'), 100);
      socket.once('close', () => clearInterval(timer));
      asked.resolve();
    });
    const another = await startHarness({ SMTP_URL: server.url, MAIL_FROM: 'shop@example.com' });
    await another.test.database.transaction((tx) => queueMail(tx, mailOf('ada@example.com', 'Hello', ['The text'])));
    await asked.promise;
    await another.stop();
  });

  it('quotes the address in a refusal, no log line does', async () => {
    server.refuseWith(550);
    await changePassword();
    await ended('FAILED');
    expect(logged.join('')).toContain('given up');
    expect(logged.join('')).not.toContain(user.email);
  });
});

/** Answers each connection in its own way, in the place of a server that has stopped. */
async function startOddServer(url: string, answer: (socket: Socket) => void): Promise<void> {
  const odd = createServer((socket) => {
    socket.on('error', () => undefined);
    answer(socket);
  });
  odd.listen(Number(new URL(url).port), '127.0.0.1').unref();
  await once(odd, 'listening');
  onTestFinished(() => void odd.close());
}

const accountOf = () => ({
  id: user.userId,
  name: 'Ada Okonjo',
  email: user.email,
  phone: null,
  role: 'CUSTOMER' as const,
  staffRoleId: null,
  isGuest: false as const,
  isEmailVerified: true,
  isDisabled: false,
  isErased: false,
  createdAt: new Date(0),
});

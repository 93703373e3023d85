import { signedIn, anonymous } from '@storegraph/testkit/viewers';
import { afterEach, expect, it, onTestFinished, vi } from 'vitest';
import { mailOf } from '../src/mail/mail-text.ts';
import { queueMail } from '../src/mail/outgoing-mail.ts';
import { startHarness, type Harness } from './harness.ts';
import { startMailServer } from './mail-server.ts';

const MAILBOX = '{ mailbox { to subject text sentAt } }';

let harness: Harness;
afterEach(() => harness.stop());

const queueOne = () =>
  harness.test.database.transaction((tx) => queueMail(tx, mailOf('ada@example.com', 'Hello', ['Come in'])));

it('is where everybody reads the mails of a demo', async () => {
  harness = await startHarness();
  await queueOne();
  const { mailbox } = await vi.waitFor(async () => {
    const { data } = await harness.ask(anonymous, MAILBOX);
    expect(data.mailbox).toHaveLength(1);
    return data;
  }, 10_000);
  expect(mailbox).toMatchObject([{ to: 'ada@example.com', subject: 'Hello', text: 'Come in' }]);
});

it('is closed to everybody where mails are sent', async () => {
  const server = await startMailServer();
  onTestFinished(() => server.stop());
  harness = await startHarness({ SMTP_URL: server.url, MAIL_FROM: 'shop@example.com' });
  await queueOne();
  for (const viewer of [anonymous, signedIn(), signedIn({ role: 'ADMIN' })]) {
    const { data, errors } = await harness.ask(viewer, MAILBOX);
    expect(data).toBeNull();
    expect(errors[0]!.extensions!['code']).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
  }
});

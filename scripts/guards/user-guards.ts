import type { Guard } from './guard.ts';

const source = (file: string) => `subgraphs/user/src/${file}`;
const test = (file: string) => `subgraphs/user/test/${file}`;

export const userGuards: readonly Guard[] = [
  {
    name: 'sign-ins of one address',
    file: source('use-cases/login.ts'),
    text: '  const allowed = await tryLimits.login(origin.addressHash);\n  if (!allowed.ok) return allowed;\n',
    without: '',
    tests: [test('sign-in-limits.int.test.ts')],
  },
  {
    name: 'pause after wrong passwords',
    file: source('use-cases/login.ts'),
    text: '  if (!turn.ok) return turn;\n',
    without: '',
    tests: [test('sign-in-limits.int.test.ts')],
  },
  {
    name: 'known device is of the account',
    file: source('identity/device-cookie.ts'),
    text: 'subject: userId, ',
    without: '',
    tests: [test('sign-in-limits.int.test.ts')],
  },
  {
    name: 'nobody waits for the hash',
    file: 'packages/subgraph-kit/src/concurrency/fair-queue.ts',
    text: "        signal?.addEventListener('abort', giveUp, { once: true });\n",
    without: '',
    tests: ['packages/subgraph-kit/src/concurrency/fair-queue.test.ts', test('sign-in-limits.int.test.ts')],
  },
  {
    name: 'shares of the hash queue take turns',
    file: 'packages/subgraph-kit/src/concurrency/fair-queue.ts',
    text: '      shares.delete(name);\n      if (share.length > 0)',
    without: '      if (share.length > 0)',
    tests: ['packages/subgraph-kit/src/concurrency/fair-queue.test.ts'],
  },
  {
    name: 'one try for each pause',
    file: 'packages/subgraph-kit/src/limits/rate-limits.ts',
    text: 'judge(await count(pause, key), 1)',
    without: 'judge(await count(pause, key), Infinity)',
    tests: ['packages/subgraph-kit/src/limits/rate-limits.test.ts'],
  },
  {
    name: 'no mailbox outside of a demo',
    file: 'subgraphs/user/src/server.ts',
    text: 'mailer.keepsMails ? withMailbox(policy) : policy',
    without: 'withMailbox(policy)',
    tests: ['subgraphs/user/test/mailbox.int.test.ts'],
  },
  {
    name: 'no mailbox on the open net',
    file: 'subgraphs/user/src/mail/choose-mailer.ts',
    text: 'if (SECURE_COOKIES)',
    without: 'if (false)',
    tests: ['subgraphs/user/src/mail/choose-mailer.test.ts'],
  },
  {
    name: 'session of nobody else',
    file: source('db/session-store.ts'),
    text: 'and(eq(sessionTable.id, id), userId && eq(sessionTable.userId, userId))',
    without: 'eq(sessionTable.id, id)',
    tests: [test('sessions.int.test.ts')],
  },
  {
    name: 'default address of nobody else',
    file: source('db/address-store.ts'),
    text: '  if (!address) return false;\n',
    without: '',
    tests: [test('default-address.int.test.ts')],
  },
  {
    name: 'one default address at a time',
    file: source('use-cases/set-default-address.ts'),
    text: '    await lockUser(tx, userId);\n',
    without: '',
    tests: [test('default-address.int.test.ts')],
  },
  {
    name: 'one sender for each mail',
    file: 'subgraphs/user/src/mail/outgoing-mail.ts',
    text: ".for('update', { skipLocked: true }),",
    without: ',',
    tests: ['subgraphs/user/test/mail.int.test.ts'],
  },
  {
    name: 'no addresses of a mail server in logs',
    file: 'subgraphs/user/src/mail/mailer.ts',
    text: 'throw withoutWords(error);',
    without: 'throw error;',
    tests: ['subgraphs/user/test/mail.int.test.ts'],
  },
];

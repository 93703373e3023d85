import { and, desc, eq, lte, sql } from 'drizzle-orm';
import { startWorker, type Worker } from '@storegraph/subgraph-kit/concurrency/worker';
import { notify, type Database, type Db, type Tx } from '@storegraph/subgraph-kit/database/database';
import { deleteOlderThan, type Chore } from '@storegraph/subgraph-kit/database/housekeeping';
import { oneOf } from '@storegraph/subgraph-kit/database/one-of';
import { listOf, statement } from '@storegraph/subgraph-kit/database/statement';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Logger } from '@storegraph/subgraph-kit/log';
import { mailTable } from '../db/schema.ts';
import { MailRefused, type Mail, type Mailer } from './mailer.ts';

const MAIL_CHANNEL = 'mail';
const POLL_MS = 1_000;
const BATCH = 10;
const RETENTION_DAYS = 7;
// In all: a server that answers a little at a time is never silent for long.
const LONGEST_TRY_MS = 30_000;
// A mail that is given up may be sent twice; and a process has 10 s to stop.
const STOP_MS = 3_000;
// 1, 2, 4 ... 256 minutes: in all the two days that mail servers are used to.
const MAX_TRIES = 16;

const { id, message, state, tries, dueAt, endedAt } = mailTable;
const now = sql`utc_timestamp(3)`;

/** Asks for a mail in the transaction whose change it tells of: it is sent after the commit, and only then. */
export async function queueMail(tx: Tx, mail: Mail): Promise<void> {
  await tx.named('user.queueMail').insert(mailTable).values({ id: newId(), message: mail, state: 'WAITING' });
  notify(tx, MAIL_CHANNEL);
}

/**
 * Sends the mails that wait. Several senders share the work. A try is written down before it is made, so that a mail
 * is sent twice only when the process dies between a server's answer and our note of it.
 */
export function startMailSender(options: {
  readonly database: Database;
  readonly mailer: Mailer;
  readonly log: Logger;
}): Pick<Worker, 'stop'> {
  const { database, mailer, log } = options;
  const stopping = new AbortController();
  const sendOne = async ({ id, message, tries }: Claimed): Promise<void> => {
    if (message === null) return;
    try {
      await mailer.send(id, message, AbortSignal.any([stopping.signal, AbortSignal.timeout(LONGEST_TRY_MS)]));
    } catch (error) {
      const isLast = error instanceof MailRefused || tries + 1 >= MAX_TRIES;
      log.warn({ mail: id, err: error }, isLast ? 'mail not sent; given up' : 'mail not sent; tried again later');
      if (isLast) await ended(database.db, { id, state: 'FAILED' });
      return;
    }
    await (mailer.keepsMails ? kept(database.db, { id }) : ended(database.db, { id, state: 'SENT' }));
  };
  const worker = startWorker({
    name: 'mail sender',
    everyMs: POLL_MS,
    log,
    run: async () => {
      const mails = await database.transaction(claim);
      await Promise.all(mails.map(sendOne));
      return mails.length === BATCH;
    },
  });
  const leave = database.listen(MAIL_CHANNEL, () => worker.wake());
  return {
    stop: async () => {
      leave();
      const giveUp = setTimeout(() => stopping.abort(), STOP_MS);
      await worker.stop();
      clearTimeout(giveUp);
    },
  };
}

type Claimed = { readonly id: string; readonly message: Mail | null; readonly tries: number };

const dueMails = statement('user.findDueMails', {}, (db) =>
  db
    .select({ id, message, tries })
    .from(mailTable)
    .where(and(eq(state, 'WAITING'), lte(dueAt, now)))
    .orderBy(dueAt)
    .limit(BATCH)
    .for('update', { skipLocked: true }),
);

const nextTry = statement('user.beginMailTry', { ids: listOf(id) }, (db, { ids }) =>
  db
    .update(mailTable)
    .set({ tries: sql`${tries} + 1`, dueAt: sql`${now} + interval least(256, pow(2, ${tries})) minute` })
    .where(oneOf(id, ids)),
);

async function claim(tx: Tx): Promise<Claimed[]> {
  const mails = await dueMails(tx, {});
  if (mails.length > 0) await nextTry(tx, { ids: mails.map((mail) => mail.id) });
  return mails;
}

// What it said, and to whom, is nobody's business once it is sent.
const ended = statement('user.endMail', { id, state }, (db, given) =>
  db
    .update(mailTable)
    .set({ state: sql`${given.state}`, message: null, endedAt: now })
    .where(eq(id, given.id)),
);

const kept = statement('user.keepMail', { id }, (db, given) =>
  db.update(mailTable).set({ state: 'KEPT', endedAt: now }).where(eq(id, given.id)),
);

export type KeptMail = Mail & { readonly id: string; readonly sentAt: Date };

const SHOWN = 50;

const keptMails = statement('user.findKeptMails', {}, (db) =>
  db
    .select({ id, message, sentAt: endedAt })
    .from(mailTable)
    .where(eq(state, 'KEPT'))
    .orderBy(desc(endedAt), desc(id))
    .limit(SHOWN),
);

/** The newest mails of a shop that keeps them. */
export async function findKeptMails(db: Db): Promise<KeptMail[]> {
  return (await keptMails(db, {})).flatMap(({ id, message, sentAt }) =>
    message && sentAt ? [{ ...message, id, sentAt }] : [],
  );
}

/** Forgets mails 7 days after they were sent, or given up. */
export const forgetOldMails: Chore = (db) => deleteOlderThan(db, mailTable, endedAt, RETENTION_DAYS);

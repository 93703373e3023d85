import { userEvents } from '@storegraph/event-catalogue/user-events';
import { createCoalescingQueue } from '@storegraph/subgraph-kit/concurrency/coalescing-queue';
import { findEndedSessions } from '../db/session-store.ts';
import type { Deps } from './deps.ts';

/** Hands out the sessions that have ended since it was last asked. */
export type TakeEndedSessions = () => readonly string[];

// A router that has heard nothing for a second takes nobody for staff.
const SIGN_OF_LIFE_MS = 250;

/** Tells of sessions that have ended: first of those whose access tokens may still be out, then of each, and how often. */
export async function watchEndedSessions({
  database,
  outboxWatcher,
}: Deps): Promise<AsyncIterableIterator<TakeEndedSessions>> {
  const ended: string[] = [];
  const take: TakeEndedSessions = () => ended.splice(0);
  let stopListening = (): void => {};
  const news = createCoalescingQueue<TakeEndedSessions>(() => stopListening());
  const leave = await outboxWatcher.listen(({ type, subjectId }) => {
    if (type !== userEvents.SessionEnded.type) return;
    ended.push(subjectId);
    news.push(take);
  });
  const signOfLife = setInterval(() => news.push(take), SIGN_OF_LIFE_MS);
  stopListening = () => {
    clearInterval(signOfLife);
    leave();
  };
  try {
    // After the listening began, so that none is missed in between.
    ended.push(...(await findEndedSessions(database.db)));
  } catch (error) {
    await news.return();
    throw error;
  }
  news.push(take);
  return news;
}

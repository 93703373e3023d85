import { EventEmitter, once } from 'node:events';
import { newId } from '@storegraph/subgraph-kit/id';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphStream } from '@storegraph/subgraph-kit/http/subgraph-request';
import { z } from 'zod';
import type { AccessTokenCheck } from './access-token.ts';
import { keptOpen } from './kept-open.ts';
import { errorText } from '@storegraph/subgraph-kit/describe-error';

/** What the user subgraph tells of sessions that have ended before their access tokens run out. */
export type EndedSessions = {
  /** Takes a valid access token for ended when its session has, and for unchecked while that is not known. */
  readonly check: (token: AccessTokenCheck) => Promise<AccessTokenCheck>;
  /**
   * Calls once when a session ends, at once when it has.
   * @returns stops waiting for it
   */
  readonly whenEnded: (sessionId: string, listener: () => void) => () => void;
  /** Rejects while it is not known which sessions have ended. */
  readonly checkReady: () => Promise<void>;
  readonly stop: () => void;
};

// Longer than an access token lives.
const REMEMBERED_MS = 11 * 60_000;
// What is known for staff is no older.
const CURRENT_MS = 1_000;
const LONGEST_WAIT_MS = 2_000;

const DOCUMENT = 'subscription RouterHearsEndedSessions { sessionsEnded }';
const answerSchema = z.object({ data: z.object({ sessionsEnded: z.array(z.uuid()) }) });

/**
 * Follows which sessions end. Each stream begins with those of the last minutes, so a router that starts, or that was
 * cut off, knows them all with its first answer. Shoppers need such an answer once; staff need one within the second, as
 * what they may do to others must not outlast a lost connection.
 */
export function followEndedSessions(stream: SubgraphStream, log: Logger): EndedSessions {
  const endedAt = new Map<string, number>();
  const news = new EventEmitter().setMaxListeners(0);
  const stopping = new AbortController();
  let heardAt = -Infinity;

  const hear = (sessionIds: readonly string[]): void => {
    heardAt = performance.now();
    for (const id of sessionIds) {
      if (endedAt.has(id)) continue;
      endedAt.set(id, heardAt);
      news.emit(id);
    }
    for (const [id, at] of endedAt) {
      if (heardAt - at < REMEMBERED_MS) break;
      endedAt.delete(id);
    }
    news.emit('heard');
  };

  const follow = async (): Promise<void> => {
    const { signal } = stopping;
    const viewer = { kind: 'service', service: 'router' } as const;
    const answers = keptOpen(
      async function* () {
        for await (const answer of stream({ query: DOCUMENT, viewer, requestId: newId(), signal }))
          yield answerSchema.parse(answer).data.sessionsEnded;
        throw new Error('It is over');
      },
      signal,
      (error) => log.warn({ reason: errorText(error) }, 'ended sessions are not told; staff wait until they are'),
    );
    for await (const sessionIds of answers) hear(sessionIds);
  };
  void follow();

  const isHeard = async (withinMs: number): Promise<boolean> => {
    if (performance.now() - heardAt < withinMs) return true;
    return once(news, 'heard', { signal: AbortSignal.timeout(LONGEST_WAIT_MS) }).then(
      () => true,
      () => false,
    );
  };

  return {
    check: async (token) => {
      if (token.kind !== 'valid') return token;
      const { userId, sessionId, role } = token.user;
      if (!(await isHeard(role === 'CUSTOMER' ? Infinity : CURRENT_MS)))
        return { kind: 'unchecked', error: new Error('It is not known which sessions have ended') };
      return endedAt.has(sessionId) ? { kind: 'ended', userId } : token;
    },
    whenEnded: (sessionId, listener) => {
      if (endedAt.has(sessionId)) listener();
      else news.once(sessionId, listener);
      return () => void news.off(sessionId, listener);
    },
    checkReady: async () => {
      if (!(await isHeard(CURRENT_MS))) throw new Error('It is not known which sessions have ended');
    },
    stop: () => stopping.abort(),
  };
}

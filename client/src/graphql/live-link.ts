import type { SubscriptionForwarder } from '@urql/core';
import type { Client as StreamClient } from 'graphql-sse';
import type { Session } from './session.ts';

/** The stream by which the shop reports changes as they happen. */
export type LiveLink = {
  /** Whether every change is reported; until then, and whenever the stream is cut off, pages have to ask. */
  readonly isUp: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly forward: SubscriptionForwarder;
};

const firstPauseMs = 300;
const longestPauseMs = 15_000;

const pause = async (retries: number): Promise<void> => {
  const ms = Math.min(longestPauseMs, firstPauseMs * 2 ** retries);
  await new Promise((resolve) => setTimeout(resolve, ms * (0.5 + Math.random())));
};

/** The shop ends a stream when its token does: each try comes with the one of that moment. */
const headersOf = async (session: Session): Promise<Record<string, string>> => {
  if (session.needsRefresh()) await session.refresh().catch(() => undefined);
  const state = session.state();
  return state.kind === 'signed-in' ? { authorization: `Bearer ${state.accessToken}` } : {};
};

export const createLiveLink = (url: string, session: Session, fetch: typeof globalThis.fetch): LiveLink => {
  const listeners = new Set<() => void>();
  /** Streams that a page subscribed to, and whether they flow. */
  const streams = new Map<symbol, boolean>();
  let isUp = false;
  let client: Promise<StreamClient> | undefined;

  const note = (change: () => void): void => {
    change();
    const are = streams.size > 0 && [...streams.values()].every(Boolean);
    if (are === isUp) return;
    isUp = are;
    for (const listener of listeners) listener();
  };

  // Loaded when the first page wants it, and not before the first product shows.
  const connect = (): Promise<StreamClient> =>
    (client ??= import('graphql-sse').then(({ createClient }) =>
      createClient({ url, fetchFn: fetch, headers: () => headersOf(session), retryAttempts: Infinity, retry: pause }),
    ));

  return {
    isUp: () => isUp,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    forward: ({ query = '', operationName, variables = {} }) => ({
      subscribe(sink) {
        const stream = Symbol('stream');
        let end: (() => void) | undefined;
        let isWanted = true;
        note(() => streams.set(stream, false));
        const request = { query, variables, ...(operationName && { operationName }) };
        void connect()
          .then((streamClient) => {
            if (!isWanted) return;
            end = streamClient.subscribe(request, sink as Parameters<StreamClient['subscribe']>[1], {
              connecting: () => note(() => streams.set(stream, false)),
              connected: () => note(() => streams.set(stream, isWanted)),
            });
          })
          .catch((error: unknown) => {
            client = undefined;
            sink.error(error);
          });
        return {
          unsubscribe() {
            isWanted = false;
            end?.();
            note(() => streams.delete(stream));
          },
        };
      },
    }),
  };
};

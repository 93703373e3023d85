import { makeOperation, type Exchange } from '@urql/core';
import { pipe, tap } from 'wonka';

/** Whether the shop answers, and what to do when it does not. */
export type Connection = {
  readonly isLost: () => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  readonly retry: () => void;
  /** Notices answers and their absence, and asks lost queries again every few seconds. */
  readonly exchange: Exchange;
};

const retryMs = 4_000;

export const createConnection = (): Connection => {
  const listeners = new Set<() => void>();
  const unanswered = new Map<number, () => void>();
  let lost = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const become = (isLost: boolean): void => {
    if (lost === isLost) return;
    lost = isLost;
    for (const listener of listeners) listener();
  };

  const retry = (): void => {
    clearTimeout(timer);
    const waiting = [...unanswered.values()];
    unanswered.clear();
    // A mutation is never sent again behind the shopper's back, so with nothing to ask the banner just goes.
    if (waiting.length === 0) become(false);
    for (const again of waiting) again();
  };

  const retryLater = (): void => {
    clearTimeout(timer);
    timer = setTimeout(retry, retryMs);
  };

  globalThis.addEventListener?.('online', retry);

  return {
    isLost: () => lost,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry,
    exchange:
      ({ client, forward }) =>
      (operations$) =>
        pipe(
          operations$,
          tap((operation) => {
            if (operation.kind === 'teardown') unanswered.delete(operation.key);
          }),
          forward,
          tap(({ operation, error }) => {
            if (!error?.networkError) {
              unanswered.delete(operation.key);
              become(false);
              if (unanswered.size > 0) retryLater();
              return;
            }
            become(true);
            if (operation.kind === 'query') {
              const again = (): void =>
                client.reexecuteOperation(
                  makeOperation('query', operation, { ...operation.context, requestPolicy: 'network-only' }),
                );
              unanswered.set(operation.key, again);
            }
            retryLater();
          }),
        ),
  };
};

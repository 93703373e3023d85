/** Hands out keys one after another, each as often as it came since it was last taken: once. */
export type DistinctQueue<Key> = AsyncIterableIterator<Key, undefined> & {
  push(key: Key): void;
  return(): Promise<IteratorReturnResult<undefined>>;
};

/**
 * A queue for those who want to know what changed, and not how often: however slow they are, it holds each key once.
 * An async generator would not do: it cannot be ended while its consumer waits for the next key.
 * @param onReturn - called once, when the consumer stops
 */
export function createCoalescingQueue<Key>(onReturn: () => void = () => {}): DistinctQueue<Key> {
  const waiting = new Set<Key>();
  const takers: ((result: IteratorResult<Key, undefined>) => void)[] = [];
  let isOver = false;
  const end: IteratorReturnResult<undefined> = { done: true, value: undefined };
  return {
    push: (key) => {
      if (isOver) return;
      const take = takers.shift();
      if (take === undefined) waiting.add(key);
      else take({ done: false, value: key });
    },
    next: async () => {
      if (isOver) return end;
      for (const key of waiting) {
        waiting.delete(key);
        return { done: false, value: key };
      }
      const { promise, resolve } = Promise.withResolvers<IteratorResult<Key, undefined>>();
      takers.push(resolve);
      return promise;
    },
    return: async () => {
      if (!isOver) {
        isOver = true;
        waiting.clear();
        for (const take of takers.splice(0)) take(end);
        onReturn();
      }
      return end;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

import { ok, rateLimited, refuse, type RateLimited, type Result } from '../result.ts';

/** Whose turn a piece of work takes. */
export type Place = {
  /** Whoever asks for much waits behind their own: shares take turns. */
  readonly share: string;
  /** Goes before all others. */
  readonly isPreferred?: boolean;
  /** Aborts when nobody waits for the outcome any more: the work leaves the queue undone. */
  readonly signal?: AbortSignal | undefined;
};

/** A queue that few at a time leave, for work that takes a processor for long. */
export type FairQueue = {
  /**
   * Runs `work` in its turn.
   * @returns what it came to, or a refusal when the queue is full
   * @throws what `work` throws, or the reason of `signal`
   */
  run<Value>(work: () => Promise<Value>, place: Place): Promise<Result<Value, RateLimited>>;
};

type Waiting = Place & { readonly start: () => void; readonly leave: () => void };

/**
 * Makes a queue in which no share keeps the others waiting: they take turns, and of a full queue the newest of the
 * longest share is refused, whoever comes.
 * @param options.atOnce - how many run at a time
 * @param options.maxWaiting - how many may wait; it bounds how long the last of them does
 * @param options.retryAfterSeconds - what those are told whom it has no room for
 */
export function createFairQueue(options: {
  readonly atOnce: number;
  readonly maxWaiting: number;
  readonly retryAfterSeconds: number;
}): FairQueue {
  const preferred = createLane();
  const ordinary = createLane();
  let running = 0;

  const startNext = (): void => {
    while (running < options.atOnce) {
      const next = preferred.take() ?? ordinary.take();
      if (next === undefined) return;
      running++;
      next.start();
    }
  };

  return {
    run: (work, place) =>
      new Promise((resolve, reject) => {
        const { signal } = place;
        if (signal?.aborted) return reject(signal.reason as Error);
        const lane = place.isPreferred ? preferred : ordinary;
        const waiting: Waiting = {
          ...place,
          start: () => {
            signal?.removeEventListener('abort', giveUp);
            void work()
              .then((value) => resolve(ok(value)), reject)
              .finally(() => {
                running--;
                startNext();
              });
          },
          leave: () => {
            signal?.removeEventListener('abort', giveUp);
            resolve(refuse(rateLimited(options.retryAfterSeconds)));
          },
        };
        const giveUp = (): void => {
          lane.remove(waiting);
          reject(signal?.reason as Error);
        };
        signal?.addEventListener('abort', giveUp, { once: true });
        lane.add(waiting);
        startNext();
        if (preferred.length() + ordinary.length() > options.maxWaiting)
          (ordinary.takeNewestOfLongest() ?? preferred.takeNewestOfLongest())?.leave();
      }),
  };
}

/** Work that waits, by share; the shares are in the order of their turns. */
function createLane() {
  const shares = new Map<string, Waiting[]>();
  let length = 0;
  const remove = (waiting: Waiting): void => {
    const share = shares.get(waiting.share);
    const at = share?.indexOf(waiting) ?? -1;
    if (share === undefined || at === -1) return;
    share.splice(at, 1);
    length--;
    if (share.length === 0) shares.delete(waiting.share);
  };
  return {
    length: () => length,
    remove,
    add: (waiting: Waiting): void => {
      const share = shares.get(waiting.share);
      if (share === undefined) shares.set(waiting.share, [waiting]);
      else share.push(waiting);
      length++;
    },
    take: (): Waiting | undefined => {
      const [first] = shares;
      const [name, share] = first ?? [];
      const waiting = share?.[0];
      if (name === undefined || share === undefined || waiting === undefined) return undefined;
      remove(waiting);
      shares.delete(name);
      if (share.length > 0) shares.set(name, share);
      return waiting;
    },
    takeNewestOfLongest: (): Waiting | undefined => {
      // Of equals the last, which came last.
      const longest = [...shares.values()].reduce<Waiting[]>(
        (most, each) => (each.length < most.length ? most : each),
        [],
      );
      const newest = longest.at(-1);
      if (newest !== undefined) remove(newest);
      return newest;
    },
  };
}

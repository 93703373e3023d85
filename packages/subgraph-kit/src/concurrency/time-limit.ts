/** How long some work may take. */
export type TimeLimit = {
  readonly timeoutMs: number;
  /** Ends the work before its time. */
  readonly signal?: AbortSignal | undefined;
};

/**
 * Settles as `work` does, or rejects as soon as its time is over: what it waits for may not know the signal that it
 * is given. One timer and one listener, since `AbortSignal.timeout` and `AbortSignal.any` cost more than a small
 * request does.
 */
export async function withinTime<Value>(
  limit: TimeLimit,
  work: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  limit.signal?.throwIfAborted();
  const controller = new AbortController();
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = (reason: unknown): void => {
    reject(reason);
    controller.abort(reason);
  };
  const timer = setTimeout(
    () => end(new DOMException(`No answer within ${limit.timeoutMs} ms`, 'TimeoutError')),
    limit.timeoutMs,
  );
  const onAbort = (): void => end(limit.signal?.reason);
  limit.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await Promise.race([work(controller.signal), over]);
  } finally {
    clearTimeout(timer);
    limit.signal?.removeEventListener('abort', onAbort);
  }
}

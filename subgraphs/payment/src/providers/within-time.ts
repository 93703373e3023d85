/**
 * Waits for an answer, and no longer than this, whether or not the one asked heeds the signal.
 * @throws Error when the time is over
 */
export async function withinTime<Answer>(timeoutMs: number, ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const patience = new AbortController();
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new Error(`The payment provider does not answer within ${timeoutMs} ms`);
    patience.abort(error);
    reject(error);
  }, timeoutMs);
  try {
    return await Promise.race([ask(patience.signal), silence]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Waits for an answer until a signal is aborted, whatever becomes of the answer then.
 *
 * @param begin not called where the signal is aborted already.
 * @param abandoned makes the error to fail with.
 */
export async function untilAborted<Answer>(signal: AbortSignal, begin: () => Answer | Promise<Answer>, abandoned: () => Error): Promise<Answer> {
  if (signal.aborted) throw abandoned();
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  const abandon = (): void => reject(abandoned());
  signal.addEventListener('abort', abandon, { once: true });
  try {
    Promise.resolve(begin()).then(resolve, reject);
    return await promise;
  } finally {
    signal.removeEventListener('abort', abandon);
  }
}

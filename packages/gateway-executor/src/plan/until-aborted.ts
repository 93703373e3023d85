/**
 * Waits for an answer until a signal is aborted; an answer that comes later is ignored.
 *
 * @param begin not called where the signal is aborted already.
 * @param abandoned makes the error to fail with.
 */
export function untilAborted<Answer>(
  signal: AbortSignal,
  begin: () => Answer | Promise<Answer>,
  abandoned: () => Error,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(abandoned());
    const abandon = (): void => reject(abandoned());
    signal.addEventListener('abort', abandon, { once: true });
    void waitFor(begin)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abandon));
  });
}

// A begin that fails at once fails like one that fails later.
const waitFor = async <Answer>(begin: () => Answer | Promise<Answer>): Promise<Answer> => begin();

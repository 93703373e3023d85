import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/** Tries until it does not throw, and throws the last error when time is over. */
export async function eventually<Value>(
  attempt: () => Promise<Value>,
  { withinMs }: { readonly withinMs: number },
): Promise<Value> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(PAUSE_MS);
    }
  }
}

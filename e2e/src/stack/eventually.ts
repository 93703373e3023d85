import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;
/** Ends a wait for what will not come. It measures no speed: what comes is seen at once. */
const PATIENCE_MS = 30_000;

/** Tries until it does not throw, and throws the last error when time is over. */
export async function eventually<Value>(
  attempt: () => Promise<Value>,
  { withinMs = PATIENCE_MS }: { readonly withinMs?: number } = {},
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

import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * What a stream yields, which is opened again when it was cut off, as by a restart, until it is over or `signal` aborts.
 * Its first answer is how things are then, so nothing is missed.
 */
export async function* keptOpen<Answer>(
  open: () => AsyncIterable<Answer>,
  signal: AbortSignal,
  onCut: (error: unknown) => void,
): AsyncGenerator<Answer> {
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      for await (const answer of open()) {
        pauseMs = FIRST_PAUSE_MS;
        yield answer;
      }
      return;
    } catch (error) {
      if (signal.aborted) return;
      onCut(error);
    }
    // Spread, so that those of a subgraph that restarts do not all come back at once.
    await sleep(pauseMs * (0.5 + Math.random()), undefined, { signal }).catch(() => {});
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
  }
}

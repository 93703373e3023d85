import { setTimeout as sleep } from 'node:timers/promises';
import type { SubgraphResponse } from '@storegraph/subgraph-kit/http/subgraph-request';

/** What can go wrong on the way to another subgraph and back. */
export type Faults = {
  /** Nothing gets through. */
  isDown: boolean;
  /** So many commands have their effect, and their answer is lost. */
  lostAnswers: number;
  delayMs: number;
  /** Answers of commands that come meanwhile wait for it, after their effect; where it rejects, they are lost. */
  held: Promise<void> | null;
  /** Answered in place of the truth, without any effect. */
  override: Record<string, unknown> | null;
  /** How often each operation got through. */
  readonly calls: Map<string, number>;
  apply(query: string, effect: () => Record<string, unknown>): Promise<SubgraphResponse>;
};

export function createFaults(): Faults {
  const faults: Faults = {
    isDown: false,
    lostAnswers: 0,
    delayMs: 0,
    held: null,
    override: null,
    calls: new Map(),
    apply: async (query, effect) => {
      if (faults.isDown) throw new Error('connect ECONNREFUSED');
      const operation = /(?:query|mutation) (\w+)/.exec(query)![1]!;
      faults.calls.set(operation, (faults.calls.get(operation) ?? 0) + 1);
      const data = faults.override ?? effect();
      await faults.held;
      await sleep(faults.delayMs);
      if (faults.lostAnswers > 0) {
        faults.lostAnswers--;
        throw new Error('socket hang up');
      }
      return { result: { data }, setCookies: [] };
    },
  };
  return faults;
}

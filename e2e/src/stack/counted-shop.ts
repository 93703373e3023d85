import type { RunningShop } from './shop.ts';
import { startOwnShop } from './shops.ts';

/** What an operation costs below the router, alike on all machines. */
type Cost = { readonly statements: number; readonly requests: readonly string[] };

/** A shop whose SQL statements and subgraph requests are counted. */
export type CountedShop = {
  readonly shop: RunningShop;
  /** Does some work, and gives what it costs; no other request may reach the shop meanwhile. */
  readonly costOf: <Value>(work: () => Promise<Value>) => Promise<{ readonly value: Value; readonly cost: Cost }>;
};

// What background jobs ask meanwhile is not the operation's. A statement may begin with its name.
const isOfTheOperation = (statement: string): boolean =>
  /^(\/\* .*? \*\/ )?select/.test(statement) &&
  !/outbox|for update|expires_at. <=|next_run_at|`session`|refresh_token/.test(statement);

/** Standalone only: what other processes ask their databases cannot be heard from here. */
export async function startCountedShop(): Promise<CountedShop> {
  const statements: string[] = [];
  const requests: string[] = [];
  const shop = await startOwnShop({
    onStatement: (statement) => void statements.push(statement),
    onSubgraphRequest: (subgraph) => void requests.push(subgraph),
  });
  return {
    shop,
    costOf: async (work) => {
      statements.length = 0;
      requests.length = 0;
      const value = await work();
      return { value, cost: { statements: statements.filter(isOfTheOperation).length, requests: requests.toSorted() } };
    },
  };
}

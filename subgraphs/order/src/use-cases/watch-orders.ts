import { createCoalescingQueue } from '@storegraph/subgraph-kit/concurrency/coalescing-queue';
import type { Deps } from './deps.ts';

/** The id of an order: now, and whenever it has changed since it was last read. */
export async function watchOrder(deps: Deps, orderId: string): Promise<AsyncIterableIterator<string>> {
  const changes = await watch(deps, (changed) => changed === orderId);
  changes.push(orderId);
  return changes;
}

/** The ids of all orders that change from now on, each once until it is read. */
export const watchOrders = (deps: Deps): Promise<AsyncIterableIterator<string>> => watch(deps, () => true);

// Every event of this subgraph is about an order.
async function watch({ outboxWatcher }: Deps, isWatched: (orderId: string) => boolean) {
  let stopListening = (): void => {};
  const changes = createCoalescingQueue<string>(() => stopListening());
  stopListening = await outboxWatcher.listen(({ subjectId }) => {
    if (isWatched(subjectId)) changes.push(subjectId);
  });
  return changes;
}

import type { DemoStockLevel } from './stock-book.ts';
import type { DemoCategory, DemoCustomer, DemoOrder, DemoProduct, DemoSignIn, DemoStockMovement } from './types.ts';

type Write<Item> = (batch: readonly Item[]) => Promise<void>;

/** What one subgraph writes of a data set: its parts come in batches, one part after another, in the order below. */
export type DemoSeed = {
  /** Whether there is something in its database already. */
  readonly isSeeded: () => Promise<boolean>;
  /** All at once. */
  readonly categories?: Write<DemoCategory>;
  readonly products?: Write<DemoProduct>;
  readonly orders?: Write<DemoOrder>;
  readonly stockMovements?: Write<DemoStockMovement>;
  readonly stockLevels?: Write<DemoStockLevel>;
  readonly customers?: Write<DemoCustomer>;
  /** Comes last, so that it tells whether a seed came to its end. */
  readonly staff?: (people: readonly DemoSignIn[], createdAt: Date) => Promise<void>;
};

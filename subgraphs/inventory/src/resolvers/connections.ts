import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { Variant } from '../domain/product.ts';
import type { StockMovement } from '../domain/stock.ts';

/** What resolvers return for a page of variants. */
export type VariantConnection = Connection<Variant>;
/** What resolvers return for a page of the ledger. */
export type MovementConnection = Connection<StockMovement>;

import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { ProductFilter } from '../domain/product-list.ts';
import type { Product, Variant } from '../domain/product.ts';
import type { StockMovement } from '../domain/stock.ts';

/** What resolvers return for a page of products; `facets` is counted field by field, only when asked for. */
export type ProductConnection = Connection<Product> & { readonly facets: ProductFacets };
export type ProductFacets = { readonly filter: ProductFilter };
/** What resolvers return for a page of variants. */
export type VariantConnection = Connection<Variant>;
/** What resolvers return for a page of the ledger. */
export type MovementConnection = Connection<StockMovement>;

import type { Connection } from '@storegraph/subgraph-kit/pagination';
import type { Product, Variant } from '../domain/product.ts';
import type { ProductFilter } from '../domain/product-list.ts';
import type { StockMovement } from '../domain/stock.ts';

export type VariantConnection = Connection<Variant>;
export type MovementConnection = Connection<StockMovement>;

/** `facets` is counted field by field, only when asked for. */
export type ProductConnection = Connection<Product> & { readonly facets: ProductFacets };
export type ProductFacets = { readonly filter: ProductFilter };

import type { CompleteResolvers } from '@storegraph/subgraph-kit/graphql/complete-resolvers';
import { AuditEntry } from '@storegraph/subgraph-kit/graphql/audit-log';
import { Money } from '@storegraph/subgraph-kit/graphql/money';
import type { Resolvers, ResolversParentTypes } from '../__generated__/resolvers.ts';
import { Category } from './Category.ts';
import { addVariant } from './Mutation/addVariant.ts';
import { adjustStock } from './Mutation/adjustStock.ts';
import { archiveProduct } from './Mutation/archiveProduct.ts';
import { archiveVariant } from './Mutation/archiveVariant.ts';
import { commitStock } from './Mutation/commitStock.ts';
import { createCategory } from './Mutation/createCategory.ts';
import { createProduct } from './Mutation/createProduct.ts';
import { deleteCategory } from './Mutation/deleteCategory.ts';
import { releaseStock } from './Mutation/releaseStock.ts';
import { reserveStock } from './Mutation/reserveStock.ts';
import { returnStock } from './Mutation/returnStock.ts';
import { setStock } from './Mutation/setStock.ts';
import { updateCategory } from './Mutation/updateCategory.ts';
import { updateProduct } from './Mutation/updateProduct.ts';
import { updateVariant } from './Mutation/updateVariant.ts';
import { Product } from './Product.ts';
import { ProductFacets } from './ProductFacets.ts';
import { ProductVariant } from './ProductVariant.ts';
import { categories } from './Query/categories.ts';
import { category } from './Query/category.ts';
import { inventoryAuditLog } from './Query/inventoryAuditLog.ts';
import { lowStock } from './Query/lowStock.ts';
import { product } from './Query/product.ts';
import { products } from './Query/products.ts';
import { productVariant } from './Query/productVariant.ts';
import { shopCurrency } from './Query/shopCurrency.ts';
import { stockMovements } from './Query/stockMovements.ts';
import { variantQuotes } from './Query/variantQuotes.ts';
import { StockMovement } from './StockMovement.ts';

export const resolvers: CompleteResolvers<Resolvers, ResolversParentTypes> = {
  Query: {
    inventoryAuditLog,
    categories,
    category,
    lowStock,
    product,
    products,
    productVariant,
    shopCurrency,
    stockMovements,
    variantQuotes,
  },
  Mutation: {
    addVariant,
    adjustStock,
    archiveProduct,
    archiveVariant,
    commitStock,
    createCategory,
    createProduct,
    deleteCategory,
    releaseStock,
    reserveStock,
    returnStock,
    setStock,
    updateCategory,
    updateProduct,
    updateVariant,
  },
  Category,
  AuditEntry,
  Money,
  Product,
  ProductFacets,
  ProductVariant,
  StockMovement,
};

import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Category: '../domain/category.ts#Category',
  CategoryFacet: '../domain/product-list.ts#CategoryFacet',
  Product: '../domain/product.ts#Product',
  ProductConnection: '../resolvers/connections.ts#ProductConnection',
  ProductFacets: '../resolvers/connections.ts#ProductFacets',
  ProductVariant: '../domain/product.ts#Variant',
  ProductVariantConnection: '../resolvers/connections.ts#VariantConnection',
  StockMovement: '../domain/stock.ts#StockMovement',
  StockMovementConnection: '../resolvers/connections.ts#MovementConnection',
  User: '../domain/stock.ts#Actor',
});

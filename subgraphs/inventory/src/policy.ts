import {
  commonPolicy,
  connection,
  edge,
  userError,
  type Owners,
  type PolicyTable,
} from '@storegraph/subgraph-kit/graphql/policy';

/**
 * Who may read and call what. The catalogue is public, the ledger is the staff's, the stock of orders is for services.
 */
export const policy: PolicyTable = {
  ...commonPolicy,
  Query: {
    anyone: ['shopCurrency', 'products', 'product', 'productVariant', 'categories', 'category'],
    MANAGE_STOCK: ['stockMovements', 'lowStock'],
    service: ['variantQuotes'],
    READ_AUDIT_LOG: ['inventoryAuditLog'],
  },
  Mutation: {
    MANAGE_CATALOGUE: [
      'updateProduct',
      'archiveProduct',
      'updateVariant',
      'archiveVariant',
      'createCategory',
      'updateCategory',
      'deleteCategory',
    ],
    // Each names a price; so does `updateVariant`, if one is given.
    CHANGE_PRICES: ['createProduct', 'addVariant'],
    MANAGE_STOCK: ['adjustStock', 'setStock'],
    service: ['reserveStock', 'commitStock', 'releaseStock', 'returnStock'],
  },

  Currency: { anyone: ['code', 'digits'] },
  Product: {
    anyone: [
      'id',
      'slug',
      'name',
      'description',
      'image',
      'categories',
      'variants',
      'priceRange',
      'inStock',
      'isArchived',
      'createdAt',
    ],
  },
  ProductVariant: {
    // `stockLevel` is answered with null to others than staff.
    anyone: [
      'id',
      'sku',
      'name',
      'options',
      'product',
      'price',
      'available',
      'isAvailable',
      'stockLevel',
      'isArchived',
    ],
  },
  VariantOption: { anyone: ['name', 'value'] },
  Category: { anyone: ['id', 'slug', 'name', 'description', 'image', 'parent', 'children', 'products'] },
  Image: { anyone: ['url', 'alt'] },
  PriceRange: { anyone: ['min', 'max'] },
  ProductConnection: { anyone: ['edges', 'pageInfo', 'totalCount', 'facets'] },
  ProductEdge: edge('anyone'),
  ProductFacets: { anyone: ['categories', 'priceRange', 'inStockCount'] },
  CategoryFacet: { anyone: ['category', 'count'] },

  StockLevel: { MANAGE_STOCK: ['onHand', 'reserved', 'available'] },
  StockMovement: {
    MANAGE_STOCK: ['id', 'variant', 'kind', 'onHandDelta', 'reservedDelta', 'reason', 'orderId', 'actor', 'createdAt'],
  },
  StockMovementConnection: connection('MANAGE_STOCK'),
  StockMovementEdge: edge('MANAGE_STOCK'),
  ProductVariantConnection: connection('MANAGE_STOCK'),
  ProductVariantEdge: edge('MANAGE_STOCK'),
  User: { MANAGE_STOCK: ['id'] },
  CreateProductSuccess: { MANAGE_CATALOGUE: ['product'] },
  UpdateProductSuccess: { MANAGE_CATALOGUE: ['product'] },
  ArchiveProductSuccess: { MANAGE_CATALOGUE: ['product'] },
  VariantSuccess: { MANAGE_CATALOGUE: ['variant'] },
  CategorySuccess: { MANAGE_CATALOGUE: ['category'] },
  DeleteCategorySuccess: { MANAGE_CATALOGUE: ['categoryId'] },
  StockSuccess: { MANAGE_STOCK: ['variant', 'movement'] },
  NameTakenError: userError('MANAGE_CATALOGUE'),
  CategoryNotEmptyError: userError('MANAGE_CATALOGUE'),
  InsufficientStockError: userError('MANAGE_STOCK', 'available'),

  VariantQuote: { service: ['variantId', 'productId', 'sku', 'name', 'unitPrice', 'available'] },
  ReserveStockSuccess: { service: ['lines'] },
  ReservedLine: { service: ['quote', 'quantity'] },
  ReserveStockShortage: { service: ['shortages'] },
  ReserveStockShortLine: { service: ['variantId', 'requested', 'available'] },
  ReserveStockUnknownVariants: { service: ['variantIds'] },
  ReserveStockConflict: { service: ['message'] },
  OrderStockSuccess: { service: ['state'] },
  OrderStockRefused: { service: ['state'] },
};

/** Nothing here belongs to a person. */
export const owners: Owners = {};

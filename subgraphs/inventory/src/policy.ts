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
    anyone: ['products', 'product', 'productVariant', 'categories', 'category'],
    staff: ['stockMovements', 'lowStock'],
    service: ['variantQuotes'],
  },
  Mutation: {
    staff: [
      'createProduct',
      'updateProduct',
      'archiveProduct',
      'addVariant',
      'updateVariant',
      'archiveVariant',
      'createCategory',
      'updateCategory',
      'deleteCategory',
      'adjustStock',
      'setStock',
    ],
    service: ['reserveStock', 'commitStock', 'releaseStock'],
  },

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

  StockLevel: { staff: ['onHand', 'reserved', 'available'] },
  StockMovement: {
    staff: ['id', 'variant', 'kind', 'onHandDelta', 'reservedDelta', 'reason', 'orderId', 'actor', 'createdAt'],
  },
  StockMovementConnection: connection('staff'),
  StockMovementEdge: edge('staff'),
  ProductVariantConnection: connection('staff'),
  ProductVariantEdge: edge('staff'),
  User: { staff: ['id'] },
  CreateProductSuccess: { staff: ['product'] },
  UpdateProductSuccess: { staff: ['product'] },
  ArchiveProductSuccess: { staff: ['product'] },
  VariantSuccess: { staff: ['variant'] },
  CategorySuccess: { staff: ['category'] },
  DeleteCategorySuccess: { staff: ['categoryId'] },
  StockSuccess: { staff: ['variant', 'movement'] },
  NameTakenError: userError('staff'),
  CategoryNotEmptyError: userError('staff'),
  InsufficientStockError: userError('staff', 'available'),

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

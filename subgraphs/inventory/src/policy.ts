import { commonPolicy, type Owners, type PolicyTable } from '@storegraph/subgraph-kit/graphql/policy';

/**
 * Who may read and call what. The catalogue is public, the ledger is the staff's, the stock of orders is for services.
 */
export const policy: PolicyTable = {
  ...commonPolicy,
  Query: {
    products: 'anyone',
    product: 'anyone',
    productVariant: 'anyone',
    categories: 'anyone',
    category: 'anyone',
    stockMovements: 'staff',
    lowStock: 'staff',
    variantQuotes: 'service',
  },
  Mutation: {
    createProduct: 'staff',
    updateProduct: 'staff',
    archiveProduct: 'staff',
    addVariant: 'staff',
    updateVariant: 'staff',
    archiveVariant: 'staff',
    createCategory: 'staff',
    updateCategory: 'staff',
    deleteCategory: 'staff',
    adjustStock: 'staff',
    setStock: 'staff',
    reserveStock: 'service',
    commitStock: 'service',
    releaseStock: 'service',
  },

  Product: 'anyone',
  ProductVariant: 'anyone',
  VariantOption: 'anyone',
  Category: 'anyone',
  Image: 'anyone',
  PriceRange: 'anyone',
  ProductConnection: 'anyone',
  ProductEdge: 'anyone',
  ProductFacets: 'anyone',
  CategoryFacet: 'anyone',

  StockLevel: 'staff',
  StockMovement: 'staff',
  StockMovementConnection: 'staff',
  StockMovementEdge: 'staff',
  ProductVariantConnection: 'staff',
  ProductVariantEdge: 'staff',
  User: 'staff',
  CreateProductSuccess: 'staff',
  UpdateProductSuccess: 'staff',
  ArchiveProductSuccess: 'staff',
  VariantSuccess: 'staff',
  CategorySuccess: 'staff',
  DeleteCategorySuccess: 'staff',
  StockSuccess: 'staff',
  NameTakenError: 'staff',
  CategoryNotEmptyError: 'staff',
  InsufficientStockError: 'staff',

  VariantQuote: 'service',
  ReserveStockSuccess: 'service',
  ReservedLine: 'service',
  ReserveStockShortage: 'service',
  ReserveStockShortLine: 'service',
  ReserveStockUnknownVariants: 'service',
  ReserveStockConflict: 'service',
  OrderStockSuccess: 'service',
  OrderStockRefused: 'service',
};

/** Nothing here belongs to a person. */
export const owners: Owners = {};

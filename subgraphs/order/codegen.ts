import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Cart: '../domain/cart.ts#Cart',
  CartLine: '../domain/cart.ts#CartLine',
  Order: '../domain/order.ts#Order',
  OrderLine: '../domain/order-line.ts#OrderLine',
  OrderEvent: '../domain/timeline.ts#TimelineEntry',
  OrderConnection: '../resolvers/order-list.ts#OrderConnection',
  User: '@storegraph/subgraph-kit/reference#Reference',
  Product: '@storegraph/subgraph-kit/reference#Reference',
  ProductVariant: '@storegraph/subgraph-kit/reference#Reference',
});

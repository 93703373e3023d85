import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Cart: '../domain/cart.ts#Cart',
  CartLine: '../domain/cart.ts#CartLine',
  Order: '../domain/order.ts#Order',
  OrderSummary: '../domain/order.ts#Order',
  OrderStep: '../domain/timeline.ts#TimelineEntry',
  OrderLine: '../domain/order-line.ts#OrderLine',
  OrderEvent: '../domain/timeline.ts#TimelineEntry',
  PlaceOrderSuccess: '../resolvers/placed-order.ts#PlacedOrder',
  OrderConnection: '../resolvers/connections.ts#OrderConnection',
  PersonalData: '@storegraph/subgraph-kit/graphql/reference#Reference',
  OrderRequest: '../db/order-request-store.ts#KeptRequest',
  OrderRequestConnection: '../resolvers/connections.ts#OrderRequestConnection',
  Saga: '../domain/saga.ts#SagaProgress',
  SagaConnection: '../resolvers/connections.ts#SagaConnection',
  DeadLetter: '@storegraph/subgraph-kit/events/dead-letter-store#DeadLetter',
  DeadLetterConnection: '../resolvers/connections.ts#DeadLetterConnection',
  User: '@storegraph/subgraph-kit/graphql/reference#Reference',
  Product: '@storegraph/subgraph-kit/graphql/reference#Reference',
  ProductVariant: '@storegraph/subgraph-kit/graphql/reference#Reference',
});

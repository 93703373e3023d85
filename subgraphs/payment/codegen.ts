import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Payment: '../domain/payment.ts#Payment',
  Refund: '../domain/refund.ts#Refund',
  PaymentConnection: '../resolvers/connections.ts#PaymentConnection',
  Order: '@storegraph/subgraph-kit/graphql/reference#Reference',
  User: '@storegraph/subgraph-kit/graphql/reference#Reference',
});

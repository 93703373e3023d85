import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Payment: '../domain/payment.ts#Payment',
  PaymentConnection: '../resolvers/payment-connection.ts#PaymentConnection',
  Order: '../resolvers/references.ts#Reference',
  User: '../resolvers/references.ts#Reference',
});

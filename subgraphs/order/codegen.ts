import { resolverTypes } from '../../codegen.base.ts';

export default resolverTypes({
  Cart: '../domain/cart.ts#Cart',
  CartLine: '../domain/cart.ts#CartLine',
  Order: '../domain/order.ts#Order',
  OrderLine: '../domain/order-line.ts#OrderLine',
  OrderEvent: '../domain/timeline.ts#TimelineEntry',
  OrderConnection: '../db/order-page.ts#OrderConnection',
  User: '../domain/references.ts#Reference',
  Product: '../domain/references.ts#Reference',
  ProductVariant: '../domain/references.ts#Reference',
});

import type { Owners, PolicyTable } from '@storegraph/subgraph-kit/policy';
import type { Order } from './domain/order.ts';
import type { Reference } from './domain/references.ts';

export const policy: PolicyTable = {
  Query: { cart: 'anyone', order: 'signedIn', orders: 'staff' },
  Mutation: {
    addToCart: 'anyone',
    updateCartLine: 'anyone',
    removeCartLine: 'anyone',
    clearCart: 'anyone',
    placeOrder: 'signedIn',
    updateOrder: 'signedIn',
    cancelOrder: 'signedIn',
    confirmOrder: 'staff',
    shipOrder: 'staff',
    deliverOrder: 'staff',
  },
  User: { id: 'anyone', orders: 'owner', cart: 'owner' },
  Order: 'owner',
  // Reached through a parent that was checked.
  OrderLine: 'anyone',
  OrderAddress: 'anyone',
  Fulfillment: 'anyone',
  OrderEvent: 'anyone',
  OrderConnection: 'anyone',
  OrderEdge: 'anyone',
  Cart: 'anyone',
  CartLine: 'anyone',
  Product: 'anyone',
  ProductVariant: 'anyone',
  Money: 'anyone',
  PageInfo: 'anyone',
  CartSuccess: 'anyone',
  PlaceOrderSuccess: 'anyone',
  UpdateOrderSuccess: 'anyone',
  CancelOrderSuccess: 'anyone',
  ConfirmOrderSuccess: 'anyone',
  ShipOrderSuccess: 'anyone',
  DeliverOrderSuccess: 'anyone',
  OutOfStockError: 'anyone',
  StockShortage: 'anyone',
  OrderStatusError: 'anyone',
  InvalidInputError: 'anyone',
  NotFoundError: 'anyone',
  IdempotencyConflictError: 'anyone',
  ServiceUnavailableError: 'anyone',
};

export const owners: Owners = {
  Order: (order: Order) => order.userId,
  User: (user: Reference) => user.id,
};

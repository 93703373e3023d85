import { commonPolicy, type Owners, type PolicyTable } from '@storegraph/subgraph-kit/policy';
import type { Reference } from '@storegraph/subgraph-kit/reference';
import type { Order } from './domain/order.ts';

export const policy: PolicyTable = {
  ...commonPolicy,
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
  UnavailableOrderAction: 'anyone',
  OrderAddress: 'anyone',
  Fulfillment: 'anyone',
  OrderEvent: 'anyone',
  OrderConnection: 'anyone',
  OrderEdge: 'anyone',
  Cart: 'anyone',
  CartLine: 'anyone',
  Product: 'anyone',
  ProductVariant: 'anyone',
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
};

export const owners: Owners = {
  Order: (order: Order) => order.userId,
  User: (user: Reference) => user.id,
};

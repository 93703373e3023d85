import {
  commonPolicy,
  connection,
  edge,
  userError,
  type Owners,
  type PolicyTable,
} from '@storegraph/subgraph-kit/graphql/policy';
import type { Reference } from '@storegraph/subgraph-kit/graphql/reference';
import type { Order } from './domain/order.ts';

export const policy: PolicyTable = {
  ...commonPolicy,
  Query: {
    anyone: ['cart'],
    signedInOrApiKey: ['order'],
    READ_ORDERS: ['orders'],
    REPAIR: ['sagas', 'deadLetters'],
    READ_AUDIT_LOG: ['orderAuditLog'],
  },
  Mutation: {
    anyone: ['addToCart', 'updateCartLine', 'removeCartLine', 'clearCart', 'lookUpOrder'],
    signedIn: ['placeOrder'],
    signedInOrApiKey: ['updateOrder', 'cancelOrder'],
    MANAGE_ORDERS: ['confirmOrder', 'shipOrder', 'deliverOrder'],
    REPAIR: ['retrySaga', 'replayDeadLetter'],
  },
  Subscription: { signedInOrApiKey: ['orderUpdated'], READ_ORDERS: ['orderFeed'] },

  User: { anyone: ['id'], owner: ['orders', 'cart'] },
  Order: {
    owner: [
      'id',
      'number',
      'status',
      'fulfillmentStatus',
      'buyer',
      'shippingAddress',
      'note',
      'lines',
      'totalQuantity',
      'total',
      'placedAt',
      'holdExpiresAt',
      'serverTime',
      'fulfillment',
      'availableActions',
      'unavailableActions',
      'timeline',
    ],
  },

  // Reached through an order, a user or a cart that was checked.
  OrderLine: { anyone: ['id', 'product', 'variant', 'name', 'sku', 'quantity', 'unitPrice', 'total'] },
  // Reached through `lookUpOrder` alone.
  OrderSummary: {
    anyone: ['number', 'status', 'fulfillmentStatus', 'lines', 'totalQuantity', 'total', 'placedAt', 'timeline'],
  },
  OrderStep: { anyone: ['id', 'kind', 'at', 'actorKind'] },
  LookUpOrderSuccess: { anyone: ['order'] },
  UnavailableOrderAction: { anyone: ['action', 'reason'] },
  OrderAddress: {
    anyone: ['recipient', 'phone', 'line1', 'line2', 'city', 'region', 'postalCode', 'countryCode'],
  },
  Fulfillment: { anyone: ['carrier', 'trackingNumber', 'shippedAt', 'deliveredAt'] },
  OrderEvent: { anyone: ['id', 'kind', 'at', 'actorKind', 'actor', 'note'] },
  OrderConnection: connection('anyone'),
  OrderEdge: edge('anyone'),
  Cart: { anyone: ['id', 'lines', 'totalQuantity', 'subtotal'] },
  CartLine: { anyone: ['id', 'variant', 'quantity', 'unitPrice', 'total', 'warnings'] },
  PriceChangedWarning: { anyone: ['message', 'priceWhenAdded'] },
  InsufficientStockWarning: { anyone: ['message', 'available'] },
  NotOnSaleWarning: { anyone: ['message'] },
  Product: { anyone: ['id'] },
  ProductVariant: { anyone: ['id'] },
  CartSuccess: { anyone: ['cart'] },
  PlaceOrderSuccess: { anyone: ['order', 'cart'] },
  UpdateOrderSuccess: { anyone: ['order'] },
  CancelOrderSuccess: { anyone: ['order'] },
  OutOfStockError: userError('anyone', 'shortages'),
  TotalChangedError: userError('anyone', 'total', 'lines'),
  PricedLine: { anyone: ['variant', 'quantity', 'unitPrice'] },
  StockShortage: { anyone: ['variant', 'requested', 'available'] },
  OrderStatusError: userError('anyone', 'order'),
  UnpaidOrderLimitError: userError('anyone', 'maximum'),
  HeldUnitsLimitError: userError('anyone', 'variant', 'maximum', 'held'),

  ConfirmOrderSuccess: { MANAGE_ORDERS: ['order'] },
  ShipOrderSuccess: { MANAGE_ORDERS: ['order'] },
  DeliverOrderSuccess: { MANAGE_ORDERS: ['order'] },
  Saga: {
    REPAIR: [
      'id',
      'order',
      'state',
      'waitsFor',
      'canRetry',
      'isOverdue',
      'attempts',
      'lastError',
      'nextRunAt',
      'createdAt',
      'updatedAt',
    ],
  },
  SagaConnection: connection('REPAIR'),
  SagaEdge: edge('REPAIR'),
  RetrySagaSuccess: { REPAIR: ['saga'] },
  SagaStateError: userError('REPAIR', 'saga'),
  DeadLetter: {
    REPAIR: ['id', 'type', 'version', 'order', 'payload', 'occurredAt', 'error', 'tries', 'parkedAt'],
  },
  DeadLetterConnection: connection('REPAIR'),
  DeadLetterEdge: edge('REPAIR'),
  ReplayDeadLetterSuccess: { REPAIR: ['id'] },
  ReplayFailedError: userError('REPAIR', 'error'),
};

export const owners: Owners = {
  Order: { idOf: (order: Order) => order.userId, seenBy: 'READ_ORDERS' },
  User: { idOf: (user: Reference) => user.id, seenBy: 'READ_ORDERS' },
};

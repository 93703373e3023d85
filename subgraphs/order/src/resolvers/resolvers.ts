import type { CompleteResolvers } from '@storegraph/subgraph-kit/graphql/complete-resolvers';
import { AuditEntry } from '@storegraph/subgraph-kit/graphql/audit-log';
import { Money } from '@storegraph/subgraph-kit/graphql/money';
import type { Resolvers, ResolversParentTypes } from '../__generated__/resolvers.ts';
import { Cart } from './Cart.ts';
import { CartLine } from './CartLine.ts';
import { DeadLetter } from './DeadLetter.ts';
import { addToCart } from './Mutation/addToCart.ts';
import { cancelOrder } from './Mutation/cancelOrder.ts';
import { clearCart } from './Mutation/clearCart.ts';
import { confirmOrder } from './Mutation/confirmOrder.ts';
import { deliverOrder } from './Mutation/deliverOrder.ts';
import { lookUpOrder } from './Mutation/lookUpOrder.ts';
import { placeOrder } from './Mutation/placeOrder.ts';
import { removeCartLine } from './Mutation/removeCartLine.ts';
import { replayDeadLetter } from './Mutation/replayDeadLetter.ts';
import { retrySaga } from './Mutation/retrySaga.ts';
import { shipOrder } from './Mutation/shipOrder.ts';
import { updateCartLine } from './Mutation/updateCartLine.ts';
import { updateOrder } from './Mutation/updateOrder.ts';
import { Order } from './Order.ts';
import { OrderEvent } from './OrderEvent.ts';
import { OrderLine } from './OrderLine.ts';
import { OrderStep } from './OrderStep.ts';
import { OrderSummary } from './OrderSummary.ts';
import { PersonalData } from './PersonalData.ts';
import { PlaceOrderSuccess } from './PlaceOrderSuccess.ts';
import { cart } from './Query/cart.ts';
import { deadLetters } from './Query/deadLetters.ts';
import { orderAuditLog } from './Query/orderAuditLog.ts';
import { order } from './Query/order.ts';
import { orders } from './Query/orders.ts';
import { sagas } from './Query/sagas.ts';
import { Saga } from './Saga.ts';
import { orderFeed } from './Subscription/orderFeed.ts';
import { orderUpdated } from './Subscription/orderUpdated.ts';
import { User } from './User.ts';

export const resolvers: CompleteResolvers<Resolvers, ResolversParentTypes> = {
  Query: { orderAuditLog, cart, order, orders, sagas, deadLetters },
  Mutation: {
    addToCart,
    updateCartLine,
    removeCartLine,
    clearCart,
    lookUpOrder,
    placeOrder,
    updateOrder,
    cancelOrder,
    confirmOrder,
    shipOrder,
    deliverOrder,
    retrySaga,
    replayDeadLetter,
  },
  Subscription: { orderUpdated, orderFeed },
  Cart,
  CartLine,
  DeadLetter,
  AuditEntry,
  Money,
  Order,
  OrderEvent,
  OrderLine,
  OrderStep,
  OrderSummary,
  PersonalData,
  PlaceOrderSuccess,
  Saga,
  User,
};

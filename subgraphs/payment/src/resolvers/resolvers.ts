import type { CompleteResolvers } from '@storegraph/subgraph-kit/graphql/complete-resolvers';
import { AuditEntry } from '@storegraph/subgraph-kit/graphql/audit-log';
import { Money } from '@storegraph/subgraph-kit/graphql/money';
import type { Resolvers, ResolversParentTypes } from '../__generated__/resolvers.ts';
import { cancelPayment } from './Mutation/cancelPayment.ts';
import { closePayable } from './Mutation/closePayable.ts';
import { confirmPayment } from './Mutation/confirmPayment.ts';
import { openPayable } from './Mutation/openPayable.ts';
import { receiveWebhook } from './Mutation/receiveWebhook.ts';
import { refundOrder } from './Mutation/refundOrder.ts';
import { refundPayment } from './Mutation/refundPayment.ts';
import { startPayment } from './Mutation/startPayment.ts';
import { Order } from './Order.ts';
import { Payment } from './Payment.ts';
import { paymentAuditLog } from './Query/paymentAuditLog.ts';
import { payment } from './Query/payment.ts';
import { payments } from './Query/payments.ts';
import { Refund } from './Refund.ts';
import { User } from './User.ts';

export const resolvers: CompleteResolvers<Resolvers, ResolversParentTypes> = {
  Query: { paymentAuditLog, payment, payments },
  Mutation: {
    startPayment,
    confirmPayment,
    cancelPayment,
    refundPayment,
    openPayable,
    closePayable,
    refundOrder,
    receiveWebhook,
  },
  AuditEntry,
  Money,
  Order,
  Payment,
  Refund,
  User,
};

import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { PaymentResolvers } from '../__generated__/resolvers.ts';

export const Payment = {
  __resolveReference: ({ id }, { loaders }) => loadById(loaders.payment, id),
  order: ({ orderId }) => ({ id: orderId }),
  buyer: ({ userId }) => ({ id: userId }),
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  capturedAt: (payment) => (payment.status === 'CAPTURED' ? payment.capturedAt : null),
  refunds: ({ id }, _, { loaders }) => loaders.refundsOfPayment.load(id),
  refundedAmount: (payment) => ({
    amount: payment.status === 'CAPTURED' ? payment.refundedMinor : 0,
    currency: payment.currency,
  }),
} satisfies PaymentResolvers;

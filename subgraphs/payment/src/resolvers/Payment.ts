import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { PaymentResolvers } from '../__generated__/resolvers.ts';

export const Payment: PaymentResolvers = {
  __resolveReference: ({ id }, { loaders }) => loadById(loaders.payment, id),
  order: ({ orderId }) => ({ id: orderId }),
  buyer: ({ userId }) => ({ id: userId }),
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  capturedAt: (payment) => (payment.status === 'CAPTURED' ? payment.capturedAt : null),
  refunds: async ({ id }, _, { loaders }) => [...(await loaders.refundsOfPayment.load(id))],
  refundedAmount: (payment) => ({
    amount: payment.status === 'CAPTURED' ? payment.refundedMinor : 0,
    currency: payment.currency,
  }),
};

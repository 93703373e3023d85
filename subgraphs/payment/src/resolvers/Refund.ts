import type { RefundResolvers } from '../__generated__/resolvers.ts';

export const Refund = {
  amount: ({ amountMinor, currency }) => ({ amount: amountMinor, currency }),
  requestedBy: ({ requestedBy }) => (requestedBy === null ? null : { id: requestedBy }),
} satisfies RefundResolvers;

import type { PaymentProvider } from './provider.ts';

/**
 * Cash on delivery: the carrier's promise to collect counts as the money, and a refund takes it back. The promise is
 * made by the contract with the carrier, so there is no call that could be refused.
 */
export const courier: PaymentProvider = {
  name: 'courier',
  methods: ['CASH_ON_DELIVERY'],
  start: async () => {},
  capture: async () => 'captured',
  cancel: async () => 'cancelled',
  refund: async () => 'refunded',
  webhook: null,
};

import type { PaymentProvider } from './provider.ts';

/** References that script what becomes of a payment; with any other, and without one, everything succeeds. */
export const TEST_REFERENCES = {
  declined: 'test-declined',
  refundUnanswered: 'test-refund-unanswered-once',
  refundRefused: 'test-refund-refused',
} as const;

/** Moves no money, and does as the reference of a payment says. */
export function createTestProvider(): PaymentProvider {
  const unanswered = new Set<string>();
  return {
    capture: async ({ reference }) => (reference === TEST_REFERENCES.declined ? 'declined' : 'captured'),
    cancel: async () => {},
    refund: async ({ refundId, charge: { reference } }) => {
      if (reference === TEST_REFERENCES.refundRefused) return 'refused';
      if (reference === TEST_REFERENCES.refundUnanswered && !unanswered.has(refundId)) {
        unanswered.add(refundId);
        throw new Error('The test provider does not answer the first time');
      }
      return 'refunded';
    },
  };
}

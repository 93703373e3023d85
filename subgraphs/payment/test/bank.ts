import type { PaymentProvider } from '../src/providers/provider.ts';

/** What the bank does with a request for money. What it took it keeps, until it is refunded. */
type Mood = 'answers' | 'takes, and the answer is lost' | 'hears nothing';

/** A fake provider that counts what it took, so that tests can compare it with what the shop believes. */
export type Bank = {
  readonly provider: PaymentProvider;
  mood: Mood;
  /** Takes nothing back. */
  refusesRefunds: boolean;
  /** What it holds for a payment. */
  holds(paymentId: string): number;
  /** How often it was asked for the money of a payment. */
  asked(paymentId: string): number;
  /** Called while it is being asked, before it answers. */
  whileAsked: (paymentId: string) => Promise<void>;
};

export function openBank(): Bank {
  const taken = new Map<string, number>();
  const returned = new Map<string, { paymentId: string; amountMinor: number }>();
  const asked = new Map<string, number>();
  const lost = (): never => {
    throw new Error('The answer is lost');
  };
  const bank: Bank = {
    mood: 'answers',
    refusesRefunds: false,
    holds: (paymentId) =>
      (taken.get(paymentId) ?? 0) -
      [...returned.values()]
        .filter((each) => each.paymentId === paymentId)
        .reduce((sum, { amountMinor }) => sum + amountMinor, 0),
    asked: (paymentId) => asked.get(paymentId) ?? 0,
    whileAsked: async () => {},
    provider: {
      name: 'test',
      methods: ['CARD', 'BANK_TRANSFER', 'E_WALLET'],
      start: async () => {},
      capture: async ({ id, amountMinor }) => {
        const { mood } = bank;
        asked.set(id, bank.asked(id) + 1);
        if (mood !== 'hears nothing') taken.set(id, amountMinor);
        await bank.whileAsked(id);
        return mood === 'answers' ? 'captured' : lost();
      },
      cancel: async ({ id }) => (taken.has(id) ? 'captured' : 'cancelled'),
      refund: async ({ refundId, attempt, amountMinor }) => {
        if (bank.refusesRefunds) return 'refused';
        returned.set(refundId, { paymentId: attempt.id, amountMinor });
        return 'refunded';
      },
      webhook: null,
    },
  };
  return bank;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { ProviderAttempt, PaymentProvider, ProviderEvent } from './provider.ts';
import { readTestWebhook } from './test-webhook.ts';

/**
 * References that script what becomes of a payment; with any other, and without one, everything succeeds. The schema
 * tells of them too.
 */
export const TEST_REFERENCES = {
  declined: 'test-declined',
  silent: 'test-silent',
  silentCaptured: 'test-silent-captured',
  answersLate: 'test-answers-late',
  tellsFirst: 'test-tells-first',
  tellsTwice: 'test-tells-twice',
  tellsOutOfOrder: 'test-tells-out-of-order',
  tellsAfterClosing: 'test-tells-after-closing',
  refundUnanswered: 'test-refund-unanswered-once',
  refundRefused: 'test-refund-refused',
} as const;

type Script = {
  readonly answer: 'captured' | 'declined' | 'never' | 'the second time';
  /** It takes the money, even when its answer says otherwise. */
  readonly takes: boolean;
  /**
   * What it tells by webhook, and when: as the attempt opens, as it is asked for the money, or when the window is over.
   */
  readonly tells?: { readonly at: 'start' | 'capture' | 'end'; readonly kinds: readonly ProviderEvent['kind'][] };
};

const SUCCEEDS: Script = { answer: 'captured', takes: true };
const SCRIPTS: ReadonlyMap<string | null, Script> = new Map<string | null, Script>([
  [TEST_REFERENCES.declined, { answer: 'declined', takes: false }],
  [TEST_REFERENCES.silent, { answer: 'never', takes: false }],
  [TEST_REFERENCES.silentCaptured, { answer: 'never', takes: true, tells: { at: 'capture', kinds: ['captured'] } }],
  [TEST_REFERENCES.answersLate, { answer: 'the second time', takes: true }],
  [TEST_REFERENCES.tellsFirst, { ...SUCCEEDS, tells: { at: 'start', kinds: ['captured'] } }],
  [TEST_REFERENCES.tellsTwice, { ...SUCCEEDS, tells: { at: 'capture', kinds: ['captured', 'captured'] } }],
  [TEST_REFERENCES.tellsOutOfOrder, { ...SUCCEEDS, tells: { at: 'capture', kinds: ['captured', 'declined'] } }],
  [TEST_REFERENCES.tellsAfterClosing, { answer: 'never', takes: true, tells: { at: 'end', kinds: ['captured'] } }],
]);
const scriptOf = ({ reference }: ProviderAttempt): Script => SCRIPTS.get(reference) ?? SUCCEEDS;

const AFTER_THE_END_MS = 500;

/**
 * Moves no money, and does as the reference of a payment says.
 * @param options.tell - sends a webhook to the shop; rejects only when it cannot be delivered at all
 */
export function createTestProvider(options: {
  readonly webhookSecret: Uint8Array;
  readonly tell: (event: ProviderEvent) => Promise<void>;
}): PaymentProvider {
  const asked = new Set<string>();
  const isFirst = (id: string): boolean => {
    if (asked.has(id)) return false;
    asked.add(id);
    return true;
  };
  const tell = async (at: 'start' | 'capture' | 'end', attempt: ProviderAttempt): Promise<void> => {
    const { tells } = scriptOf(attempt);
    if (tells?.at !== at) return;
    const { id: paymentId, amountMinor, currency } = attempt;
    for (const kind of tells.kinds)
      await options.tell({ kind, id: `${paymentId}.${kind}`, paymentId, amountMinor, currency });
  };
  const tellInTheEnd = async (attempt: ProviderAttempt): Promise<void> => {
    if (scriptOf(attempt).tells?.at !== 'end') return;
    await sleep(Math.max(0, attempt.expiresAt.getTime() - Date.now()) + AFTER_THE_END_MS, undefined, { ref: false });
    await tell('end', attempt);
  };

  return {
    name: 'test',
    methods: ['CARD', 'BANK_TRANSFER', 'E_WALLET'],
    start: async (attempt) => {
      void tell('start', attempt);
      void tellInTheEnd(attempt);
    },
    capture: async (attempt, signal) => {
      const { answer, takes } = scriptOf(attempt);
      const isSilent = answer === 'never' || (answer === 'the second time' && isFirst(attempt.id));
      void tell('capture', attempt);
      if (isSilent) await untilGivenUp(signal);
      return takes ? 'captured' : 'declined';
    },
    // Of what it takes in silence it knows; the money of others is booked as it is taken, so nothing of theirs is left
    // to give up.
    cancel: async (attempt) => (scriptOf(attempt).takes && scriptOf(attempt) !== SUCCEEDS ? 'captured' : 'cancelled'),
    refund: async ({ refundId, attempt: { reference } }) => {
      if (reference === TEST_REFERENCES.refundRefused) return 'refused';
      if (reference === TEST_REFERENCES.refundUnanswered && isFirst(refundId))
        throw new Error('The test provider does not answer the first time');
      return 'refunded';
    },
    webhook: (webhook, now) => readTestWebhook(options.webhookSecret, webhook, now),
  };
}

const untilGivenUp = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

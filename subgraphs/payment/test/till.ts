import fc from 'fast-check';

export const AMOUNT_MINOR = 1000;
export const WINDOW_MS = 60_000;
export const HOLD_MS = 180_000;
/** Far more than a sequence takes, so that the time which really passes changes nothing. */
const TICK_MS = 20_000;

export type ProviderAnswer = 'refunded' | 'refused' | 'none';

export type Command =
  | { readonly kind: 'start' | 'confirm' | 'decline' | 'cancel' | 'sweep' | 'close' }
  | { readonly kind: 'confirmOld'; readonly which: number }
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'refund'; readonly amountMinor: number | null; readonly answer: ProviderAnswer }
  | { readonly kind: 'refundOrder' | 'settle'; readonly answer: ProviderAnswer };

const answer = fc.constantFrom<ProviderAnswer>('refunded', 'refused', 'none');

export const aCommand: fc.Arbitrary<Command> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Command>({ kind: 'start' }) },
  {
    weight: 4,
    arbitrary: fc.constantFrom<Command>(
      { kind: 'confirm' },
      { kind: 'confirm' },
      { kind: 'decline' },
      { kind: 'cancel' },
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom<Command>({ kind: 'sweep' }, { kind: 'close' }) },
  { weight: 1, arbitrary: fc.nat(3).map((which): Command => ({ kind: 'confirmOld', which })) },
  {
    weight: 2,
    arbitrary: fc.integer({ min: 1, max: 4 }).map((ticks): Command => ({ kind: 'wait', ms: ticks * TICK_MS })),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('refund' as const),
      amountMinor: fc.constantFrom(null, 1, 300, 600, 1000, 1001),
      answer,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('refundOrder' as const, 'settle' as const), answer }) },
);

type Attempt = { readonly deadline: number; end: 'CAPTURED' | 'FAILED' | 'CANCELLED' | null };
type Refund = { readonly amountMinor: number; status: 'PENDING' | 'SUCCEEDED' | 'FAILED' };

/** The reference model of random sequences: one order's bill and its attempts, in memory, as a till keeps them. */
export function createTill() {
  let now = 0;
  let bill: 'OPEN' | 'CAPTURED' | 'CLOSED' = 'OPEN';
  const attempts: Attempt[] = [];
  const refunds: Refund[] = [];
  const isLive = (attempt: Attempt): boolean => attempt.end === null && now < attempt.deadline;
  const end = (attempt: Attempt | undefined, how: 'CAPTURED' | 'FAILED' | 'CANCELLED'): boolean => {
    if (attempt === undefined || !isLive(attempt)) return false;
    attempt.end = how;
    return true;
  };
  const pay = (attempt: Attempt | undefined): boolean => {
    if (bill !== 'OPEN' || !end(attempt, 'CAPTURED')) return false;
    bill = 'CAPTURED';
    return true;
  };
  const refunded = () =>
    refunds.filter(({ status }) => status !== 'FAILED').reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const settle = (refund: Refund, answer: ProviderAnswer) => {
    if (answer !== 'none') refund.status = answer === 'refunded' ? 'SUCCEEDED' : 'FAILED';
  };
  const refund = (amountMinor: number, answer: ProviderAnswer): boolean => {
    if (bill !== 'CAPTURED' || amountMinor === 0 || refunded() + amountMinor > AMOUNT_MINOR) return false;
    const started: Refund = { amountMinor, status: 'PENDING' };
    refunds.push(started);
    settle(started, answer);
    return true;
  };

  const run = (command: Command): boolean => {
    switch (command.kind) {
      case 'wait':
        now += command.ms;
        return true;
      case 'start':
        if (bill !== 'OPEN' || now >= HOLD_MS || attempts.some(isLive)) return false;
        attempts.push({ deadline: Math.min(now + WINDOW_MS, HOLD_MS), end: null });
        return true;
      case 'confirm':
        return pay(attempts.at(-1));
      case 'confirmOld':
        return pay(attempts[command.which]);
      case 'decline':
        return end(attempts.at(-1), 'FAILED');
      case 'cancel':
        return end(attempts.at(-1), 'CANCELLED');
      case 'sweep':
        return true;
      case 'close':
        for (const attempt of bill === 'OPEN' ? attempts : []) end(attempt, 'CANCELLED');
        if (bill === 'OPEN') bill = 'CLOSED';
        return true;
      case 'refund':
        return refund(command.amountMinor ?? AMOUNT_MINOR - refunded(), command.answer);
      case 'refundOrder':
        refund(AMOUNT_MINOR - refunded(), command.answer);
        return bill === 'CAPTURED';
      case 'settle':
        for (const each of refunds) if (each.status === 'PENDING') settle(each, command.answer);
        return true;
    }
  };

  return {
    run,
    /** What its owner could read off it. */
    shown: () => {
      const succeeded = refunds.filter(({ status }) => status === 'SUCCEEDED');
      return {
        bill,
        attempts: attempts.map((attempt) => attempt.end ?? (isLive(attempt) ? 'PENDING' : 'EXPIRED')),
        refunds: refunds.map(({ amountMinor, status }) => `${amountMinor} ${status}`),
        refundedMinor: refunded(),
        cashMinor:
          (bill === 'CAPTURED' ? AMOUNT_MINOR : 0) - succeeded.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        captures: bill === 'CAPTURED' ? 1 : 0,
        refundsTold: succeeded.length,
      };
    },
  };
}

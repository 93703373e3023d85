import fc from 'fast-check';
import { expect, it } from 'vitest';
import { manySequences } from '@storegraph/testkit/sequences';
import { captureEntries, refundEntries, type LedgerEntry } from './ledger.ts';
import { attemptEnd, whyNotPayable, type Payable } from './payable.ts';
import type { PaymentStatus } from './payment.ts';
import { IN_PROGRESS_STATUSES, isWindowOver, PAYMENT_STEPS, statusAt, type PaymentStep } from './payment-steps.ts';

const WINDOW_MS = 15_000;
const HOLD_MS = 60_000;
const DEBT = {
  orderId: 'o',
  userId: 'u',
  amountMinor: 1999,
  currency: 'USD',
  holdExpiresAt: new Date(HOLD_MS),
  latestHoldExpiresAt: null,
};

type Command =
  | { kind: 'start' | 'confirm' | 'decline' | 'cancel' | 'sweep' | 'close' }
  | { kind: 'wait'; ms: number }
  | { kind: 'confirmOld'; which: number };

// Weighted towards the ends of window and hold, where the rules meet.
const aWait = fc.oneof(
  fc.constantFrom(1, WINDOW_MS - 1, WINDOW_MS, HOLD_MS),
  fc.integer({ min: 1, max: WINDOW_MS * 2 }),
);
const aCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom<Command>(
      { kind: 'start' },
      { kind: 'confirm' },
      { kind: 'decline' },
      { kind: 'cancel' },
      { kind: 'sweep' },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Command>({ kind: 'close' }) },
  { weight: 1, arbitrary: fc.nat(5).map((which): Command => ({ kind: 'confirmOld', which })) },
  { weight: 3, arbitrary: aWait.map((ms): Command => ({ kind: 'wait', ms })) },
);

const isInProgress = (status: PaymentStatus): boolean =>
  (IN_PROGRESS_STATUSES as readonly PaymentStatus[]).includes(status);

type Attempt = { status: PaymentStatus; readonly expiresAt: Date };

/** A payment desk made of the rules alone, applied as the use cases apply them: each command is one transaction. */
function openDesk() {
  let now = new Date(0);
  let payable: Payable = { ...DEBT, state: 'OPEN' };
  const attempts: Attempt[] = [];
  const ledger: LedgerEntry[] = [];

  const take = (attempt: Attempt | undefined, step: PaymentStep): boolean => {
    if (attempt === undefined) return false;
    const { from, to, window } = PAYMENT_STEPS[step];
    if (
      !(from as readonly PaymentStatus[]).includes(attempt.status) ||
      (window === 'OVER') !== isWindowOver(attempt.expiresAt, now)
    )
      return false;
    attempt.status = to;
    return true;
  };
  const inProgress = () => attempts.find(({ status }) => isInProgress(status));
  const confirm = (attempt: Attempt | undefined): boolean => {
    if (payable.state !== 'OPEN' || !take(attempt, 'capture')) return false;
    payable = { ...payable, state: 'CAPTURED' };
    ledger.push(...captureEntries({ id: 'p', method: 'CARD', ...DEBT }, 'SALES'));
    return true;
  };
  const start = (): boolean => {
    const earlier = inProgress();
    if (whyNotPayable(payable, now) !== null || (earlier !== undefined && !take(earlier, 'expire'))) return false;
    attempts.push({ status: 'PENDING', expiresAt: attemptEnd(now, WINDOW_MS, DEBT.holdExpiresAt) });
    return true;
  };
  const close = (): boolean => {
    if (payable.state !== 'OPEN') return false;
    payable = { ...payable, state: 'CLOSED' };
    const last = inProgress();
    return take(last, 'cancel') || take(last, 'expire') || true;
  };
  const run = (command: Command): boolean => {
    switch (command.kind) {
      case 'wait':
        now = new Date(now.getTime() + command.ms);
        return true;
      case 'start':
        return start();
      case 'confirm':
        return confirm(attempts.at(-1));
      case 'confirmOld':
        return confirm(attempts[command.which]);
      case 'decline':
        return take(attempts.at(-1), 'fail');
      case 'cancel':
        return take(attempts.at(-1), 'cancel');
      case 'sweep':
        return attempts.filter((attempt) => take(attempt, 'expire')).length > 0;
      case 'close':
        return close();
    }
  };
  return {
    run,
    attempts,
    ledger,
    payable: () => payable,
    shown: () => attempts.map(({ status, expiresAt }) => statusAt(status, expiresAt, now)),
  };
}

/** What a buyer at the counter would say: one clock, one bill, and an attempt with its own deadline. */
function createModel() {
  let now = 0;
  let bill: 'OPEN' | 'CAPTURED' | 'CLOSED' = 'OPEN';
  const attempts: { deadline: number; end: 'CAPTURED' | 'FAILED' | 'CANCELLED' | null; isSwept: boolean }[] = [];
  const isLive = (attempt: (typeof attempts)[number] | undefined) =>
    attempt !== undefined && attempt.end === null && now < attempt.deadline;
  const end = (attempt: (typeof attempts)[number] | undefined, how: 'CAPTURED' | 'FAILED' | 'CANCELLED'): boolean => {
    if (attempt === undefined || !isLive(attempt)) return false;
    attempt.end = how;
    return true;
  };
  const pay = (attempt: (typeof attempts)[number] | undefined): boolean => {
    if (bill !== 'OPEN' || !end(attempt, 'CAPTURED')) return false;
    bill = 'CAPTURED';
    return true;
  };
  const run = (command: Command): boolean => {
    switch (command.kind) {
      case 'wait':
        now += command.ms;
        return true;
      case 'start':
        if (bill !== 'OPEN' || now >= HOLD_MS || attempts.some(isLive)) return false;
        for (const attempt of attempts) attempt.isSwept = true;
        attempts.push({ deadline: Math.min(now + WINDOW_MS, HOLD_MS), end: null, isSwept: false });
        return true;
      case 'confirm':
        return pay(attempts.at(-1));
      case 'confirmOld':
        return pay(attempts[command.which]);
      case 'decline':
        return end(attempts.at(-1), 'FAILED');
      case 'cancel':
        return end(attempts.at(-1), 'CANCELLED');
      case 'sweep': {
        const due = attempts.filter((attempt) => attempt.end === null && !attempt.isSwept && now >= attempt.deadline);
        for (const attempt of due) attempt.isSwept = true;
        return due.length > 0;
      }
      case 'close': {
        if (bill !== 'OPEN') return false;
        bill = 'CLOSED';
        for (const attempt of attempts) if (!end(attempt, 'CANCELLED')) attempt.isSwept = true;
        return true;
      }
    }
  };
  const shown = () => attempts.map((attempt) => attempt.end ?? (now < attempt.deadline ? 'PENDING' : 'EXPIRED'));
  return { run, shown, bill: () => bill };
}

it('attempts and payable take each sequence of commands as a model of them does, at every moment', () => {
  fc.assert(
    fc.property(fc.array(aCommand, { maxLength: 30 }), (commands) => {
      const desk = openDesk();
      const model = createModel();
      const seen: unknown[] = [];
      const wanted: unknown[] = [];
      for (const command of commands) {
        const before = desk.attempts.map(({ status }) => status);
        seen.push([command, desk.run(command), desk.payable().state, ...desk.shown()]);
        wanted.push([command, model.run(command), model.bill(), ...model.shown()]);

        const now = desk.attempts.map(({ status }) => status);
        const captured = now.filter((status) => status === 'CAPTURED').length;
        seen.push([
          captured,
          desk.ledger.length,
          now.filter(isInProgress).length <= 1,
          before.every((status, index) => isInProgress(status) || status === now[index]),
        ]);
        // One capture at most, booked once; one attempt in progress at most; and what has ended stays as it ended.
        wanted.push([model.bill() === 'CAPTURED' ? 1 : 0, 2 * captured, true, true]);
      }
      // Once for all of a sequence: each look takes longer than a step.
      expect(seen).toEqual(wanted);
    }),
    manySequences(),
  );
});

it('the ledger sums to zero after any captures and refunds, and its cash is what is left', () => {
  const amount = fc.integer({ min: 1, max: 1_000_000_000_000 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(amount, fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 5 })), {
        maxLength: 5,
      }),
      (payments) => {
        const ledger: LedgerEntry[] = [];
        let left = 0;
        for (const [index, [amountMinor, shares]] of payments.entries()) {
          ledger.push(...captureEntries({ id: `p${index}`, method: 'CARD', amountMinor, currency: 'USD' }, 'SALES'));
          let refundable = amountMinor;
          for (const [part, share] of shares.entries()) {
            const back = Math.floor(refundable * share);
            if (back === 0) continue;
            refundable -= back;
            ledger.push(
              ...refundEntries(
                { id: `r${index}-${part}`, method: 'CARD', amountMinor: back, currency: 'USD' },
                'SALES',
              ),
            );
          }
          left += refundable;
        }
        const balance = (account: string) =>
          ledger.filter((entry) => entry.account === account).reduce((sum, entry) => sum + entry.amountMinor, 0);
        expect(balance('CASH')).toBe(left);
        expect(balance('CASH') + balance('SALES')).toBe(0);
        expect(new Set(ledger.map(({ causeId, account }) => `${causeId} ${account}`)).size).toBe(ledger.length);
      },
    ),
    manySequences(),
  );
});

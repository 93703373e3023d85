import type { Guard } from './guard.ts';

const source = (file: string) => `subgraphs/payment/src/${file}`;
const test = (file: string) => `subgraphs/payment/test/${file}`;
const migration = (file: string) => `subgraphs/payment/migrations/${file}`;

export const paymentGuards: readonly Guard[] = [
  {
    name: 'rule: no moment both captures and expires',
    file: source('domain/payment-steps.ts'),
    text: "expire: { from: ['PENDING'], to: 'EXPIRED', window: 'OVER' }",
    without: "expire: { from: ['PENDING'], to: 'EXPIRED', window: 'OPEN' }",
    tests: [source('domain/payment-sequences.test.ts')],
  },
  {
    name: 'rule: no attempt after the hold',
    file: source('domain/payable.ts'),
    text: "holdExpiresAt.getTime() <= now.getTime() ? 'HOLD_EXPIRED' : null",
    without: 'null',
    tests: [source('domain/payment-sequences.test.ts')],
  },
  {
    name: 'payment window',
    file: source('db/payment-store.ts'),
    text: "window === 'OPEN' ? gt(paymentTable.expiresAt, databaseNow)",
    without: "window === 'OPEN' ? undefined",
    tests: [test('confirm-payment.int.test.ts')],
  },
  {
    name: "payment window: the sweeper's mirror",
    file: source('db/payment-store.ts'),
    text: ': lte(paymentTable.expiresAt, databaseNow)',
    without: ': undefined',
    tests: [test('deadline.int.test.ts')],
  },
  {
    name: 'payment status',
    file: source('db/payment-store.ts'),
    text: '    inArray(paymentTable.status, [...from]),\n',
    without: '',
    tests: [test('confirm-payment.int.test.ts')],
  },
  {
    name: 'payable is open at capture',
    file: source('use-cases/confirm-payment.ts'),
    text: "payable.state === 'OPEN' && (await takeStep",
    without: '(await takeStep',
    tests: [test('confirm-payment.int.test.ts')],
  },
  {
    name: 'payable is open at start',
    file: source('use-cases/start-payment.ts'),
    text: "  if (reason !== null) return { kind: 'notPayable', reason };\n",
    without: '',
    tests: [test('start-payment.int.test.ts')],
  },
  {
    name: 'payable ends once',
    file: source('db/payable-store.ts'),
    text: ".where(and(eq(payableTable.orderId, orderId), eq(payableTable.state, 'OPEN')))",
    without: '.where(eq(payableTable.orderId, orderId))',
    tests: [test('close-payable.int.test.ts')],
  },
  {
    name: "payable's lock",
    file: source('db/payable-store.ts'),
    text: ".where(isThis).for('update')",
    without: '.where(isThis)',
    tests: [test('start-payment.int.test.ts')],
  },
  {
    name: 'one attempt in progress',
    file: source('use-cases/start-payment.ts'),
    text: "    if (earlier.status !== 'EXPIRED') return { kind: 'inProgress', paymentId: earlier.id };\n",
    without: '',
    tests: [test('start-payment.int.test.ts')],
  },
  {
    name: 'one attempt in progress: unique',
    file: migration('0000_payments.sql'),
    text: '\tCONSTRAINT `payment_in_progress` UNIQUE(`in_progress_order_id`),\n',
    without: '',
    tests: [test('start-payment.int.test.ts')],
  },
  {
    name: 'refund bound',
    file: source('db/refund-store.ts'),
    text: ', sql`${paymentTable.refundedMinor} + ${amountMinor} <= ${paymentTable.amountMinor}`',
    without: '',
    tests: [test('refund.int.test.ts')],
  },
  {
    name: 'refund ends once',
    file: source('db/refund-store.ts'),
    text: ".set({ status, nextRunAt: null, lastError: null })\n    .where(and(eq(refundTable.id, refundId), eq(refundTable.status, 'PENDING')))",
    without: '.set({ status, nextRunAt: null, lastError: null })\n    .where(eq(refundTable.id, refundId))',
    tests: [test('refund.int.test.ts')],
  },
  {
    name: 'one booking a cause',
    file: migration('0000_payments.sql'),
    text: '\tCONSTRAINT `ledger_entry_pk` PRIMARY KEY(`cause_id`,`account`),\n',
    without: '',
    tests: [test('ledger.int.test.ts')],
  },
  {
    name: 'same debt',
    file: source('use-cases/close-payable.ts'),
    text: 'if (known === null || !isSameDebt(known, debt)) return',
    without: 'if (known === null) return',
    tests: [test('close-payable.int.test.ts')],
  },
  {
    name: 'buyer of a payment, in SQL',
    file: source('db/payment-store.ts'),
    text: 'eq(paymentTable.userId, visibility.onlyOf)',
    without: 'undefined',
    tests: [test('confirm-payment.int.test.ts')],
  },
];

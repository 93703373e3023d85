import type { Guard } from './guard.ts';

const source = (file: string) => `subgraphs/order/src/${file}`;
const test = (file: string) => `subgraphs/order/test/${file}`;

export const orderGuards: readonly Guard[] = [
  {
    name: 'rule: what is shipped was confirmed',
    file: source('domain/order.ts'),
    text: 'ship: { from: CONFIRMED,',
    without: 'ship: { from: PAID,',
    tests: [source('domain/order-sequences.test.ts')],
  },
  {
    name: 'rule: what is released was closed',
    file: source('domain/saga.ts'),
    text: "next: ['AWAITING_CONFIRMATION', 'CLOSING_PAYABLE'] }",
    without: "next: ['AWAITING_CONFIRMATION', 'CLOSING_PAYABLE', 'RELEASING_STOCK'] }",
    tests: [source('domain/saga.test.ts')],
  },
  {
    name: 'order status',
    file: source('db/order-store.ts'),
    text: ', eq(status, from.status), eq(fulfillmentStatus, from.fulfillmentStatus)',
    without: '',
    tests: [test('staff.int.test.ts')],
  },
  {
    name: 'order is unpaid while it is changed',
    file: source('db/order-store.ts'),
    text: '.where(and(eq(id, given.id), eq(status, INITIAL_STATE.status)))',
    without: '.where(eq(id, given.id))',
    tests: [test('staff.int.test.ts')],
  },
  {
    name: 'order fits its saga',
    file: source('db/order-store.ts'),
    text: '  if (!(await moveOrder(...args))) throw new Error(`The saga of ${args[1].id} does not fit its order`);',
    without: '  await moveOrder(...args);',
    tests: [test('hold.int.test.ts')],
  },
  {
    name: 'a step stands behind those before it',
    file: source('db/timeline-store.ts'),
    text: 'greatest(${happened}, ${behind})',
    without: '${happened}',
    tests: [test('payment-events.int.test.ts')],
  },
  {
    name: 'saga state',
    file: source('db/saga-store.ts'),
    text: ', eq(sagaTable.state, from)',
    without: '',
    tests: [test('staff.int.test.ts')],
  },
  {
    name: 'saga state: begin of the end',
    file: source('db/saga-store.ts'),
    text: '.where(and(eq(sagaTable.orderId, orderId), oneOf(sagaTable.state, UNPAID_STATES)))',
    without: '.where(eq(sagaTable.orderId, orderId))',
    tests: [test('cancel-order.int.test.ts')],
  },
  {
    name: 'saga state: paid',
    file: source('db/saga-store.ts'),
    text: ", oneOf(sagaTable.state, [...UNPAID_STATES, 'CLOSING_PAYABLE'])",
    without: '',
    tests: [test('payment-events.int.test.ts')],
  },
  {
    name: 'payable closed before stock is released',
    file: source('use-cases/saga-steps.ts'),
    text: 'const state = await closePayable(deps.payment, payableOf(saga));',
    without: "const state = 'CLOSED' as 'CLOSED' | 'CAPTURED';",
    tests: [test('hold.int.test.ts')],
  },
  {
    name: 'only CLOSED releases stock',
    file: source('clients/payment.ts'),
    text: "  if (state === 'OPEN') throw new CommandRefusedError('The payable stays open');\n  return state;",
    without: "  return state === 'OPEN' ? 'CLOSED' : state;",
    tests: [test('hold.int.test.ts')],
  },
  {
    name: 'cancellation outlives the capture',
    file: source('use-cases/mark-paid.ts'),
    text: "  if (intendedEnd?.transition === 'cancel') await cancelPaid(tx, order, intendedEnd);\n",
    without: '',
    tests: [test('cancel-order.int.test.ts')],
  },
  {
    name: 'capture of the amount due',
    file: source('use-cases/payment-events.ts'),
    text: '    if (total.amount !== amountMinor || total.currency !== currency)\n',
    without: '    if (total.amount < 0)\n',
    tests: [test('payment-events.int.test.ts')],
  },
  {
    name: 'buyer of an order, in SQL',
    file: 'packages/subgraph-kit/src/database/visibility.ts',
    text: 'eq(owner, placeholder)',
    without: 'undefined',
    tests: [test('orders.int.test.ts')],
  },
  {
    name: 'buyer of an order, among those who ask at once',
    file: source('db/order-store.ts'),
    text: '    asked.map(({ orderId, userId }) => `${orderId} of ${userId}`),\n    rows.map(toOrder),\n    ({ id, userId }) => `${id} of ${userId}`,\n',
    without: '    ids,\n    rows.map(toOrder),\n    ({ id }) => id,\n',
    tests: [test('orders.int.test.ts')],
  },
];

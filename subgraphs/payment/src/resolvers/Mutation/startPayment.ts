import { parseId } from '@storegraph/subgraph-kit/id';
import type { MutationResolvers, OrderNotPayableError } from '../../__generated__/resolvers.ts';
import { startPayment as start } from '../../use-cases/start-payment.ts';
import { buyerOf } from '../buyer.ts';
import { toCommandError } from '../refusals.ts';

const notPayable: Record<OrderNotPayableError['reason'], string> = {
  ALREADY_PAID: 'The order is paid.',
  CLOSED: 'The order was cancelled or has expired. Place a new one.',
  HOLD_EXPIRED: 'The time to pay this order is over. Place a new one.',
};

export const startPayment: NonNullable<MutationResolvers['startPayment']> = async (_, { input }, { viewer, deps }) => {
  const orderId = parseId(input.orderId);
  if (orderId === null) return toCommandError({ kind: 'notFound' }, 'orderId');
  const { method, idempotencyKey } = input;
  const result = await start(deps, { userId: buyerOf(viewer), orderId, method, idempotencyKey });
  if (result.ok) return { __typename: 'StartPaymentSuccess', payment: result.value };
  const { refusal } = result;
  switch (refusal.kind) {
    case 'inProgress':
      return {
        __typename: 'PaymentInProgressError',
        message: 'A payment of this order is in progress. Confirm it, cancel it, or wait until it expires.',
        field: ['input', 'orderId'],
        payment: refusal.payment,
      };
    case 'notPayable':
      return { __typename: 'OrderNotPayableError', message: notPayable[refusal.reason], field: ['input', 'orderId'], reason: refusal.reason };
    default:
      return toCommandError(refusal, 'orderId');
  }
};

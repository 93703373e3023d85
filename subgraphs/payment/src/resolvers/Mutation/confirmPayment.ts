import { parseId } from '@storegraph/subgraph-kit/id';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { confirmPayment as confirm } from '../../use-cases/confirm-payment.ts';
import { buyerOf } from '../buyer.ts';
import { toCommandError } from '../refusals.ts';

export const confirmPayment: NonNullable<MutationResolvers['confirmPayment']> = async (_, { input }, { viewer, deps }) => {
  const paymentId = parseId(input.paymentId);
  if (paymentId === null) return toCommandError({ kind: 'notFound' }, 'paymentId');
  const result = await confirm(deps, { userId: buyerOf(viewer), paymentId, idempotencyKey: input.idempotencyKey });
  if (result.ok) return { __typename: 'ConfirmPaymentSuccess', payment: result.value };
  const { refusal } = result;
  switch (refusal.kind) {
    case 'windowClosed':
      return {
        __typename: 'PaymentWindowClosedError',
        message: refusal.canStartAgain
          ? 'The time for this payment is over and nothing was taken. Start a new payment.'
          : 'The time to pay this order is over and nothing was taken. Place a new order.',
        field: ['input', 'paymentId'],
        payment: refusal.payment,
        canStartAgain: refusal.canStartAgain,
      };
    case 'wrongStatus':
      return {
        __typename: 'PaymentStatusError',
        message: `A payment that is ${refusal.payment.status} cannot be confirmed.`,
        field: ['input', 'paymentId'],
        payment: refusal.payment,
      };
    default:
      return toCommandError(refusal, 'paymentId');
  }
};

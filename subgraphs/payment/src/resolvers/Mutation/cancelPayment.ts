import { parseId } from '@storegraph/subgraph-kit/id';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { cancelPayment as cancel } from '../../use-cases/cancel-payment.ts';
import { buyerOf } from '../buyer.ts';
import { toCommandError } from '../refusals.ts';

export const cancelPayment: NonNullable<MutationResolvers['cancelPayment']> = async (_, { input }, { viewer, deps }) => {
  const paymentId = parseId(input.paymentId);
  if (paymentId === null) return toCommandError({ kind: 'notFound' }, 'paymentId');
  const result = await cancel(deps, { userId: buyerOf(viewer), paymentId, idempotencyKey: input.idempotencyKey });
  if (result.ok) return { __typename: 'CancelPaymentSuccess', payment: result.value };
  const { refusal } = result;
  if (refusal.kind !== 'wrongStatus') return toCommandError(refusal, 'paymentId');
  return {
    __typename: 'PaymentStatusError',
    message: `A payment that is ${refusal.payment.status} cannot be cancelled.`,
    field: ['input', 'paymentId'],
    payment: refusal.payment,
  };
};

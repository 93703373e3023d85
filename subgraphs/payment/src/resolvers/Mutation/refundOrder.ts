import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/refund-order.ts';

export const refundOrder: NonNullable<MutationResolvers['refundOrder']> = async (_, { input }, { deps }) => {
  const result = await useCase.refundOrder(deps, { ...input, orderId: idOrNil(input.orderId) });
  return result.ok
    ? { __typename: 'RefundOrderSuccess', orderId: input.orderId }
    : { __typename: 'NothingCaptured', message: 'Nothing was captured for this order.' };
};

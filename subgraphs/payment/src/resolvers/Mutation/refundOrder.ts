import { z } from 'zod';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { id } from '@storegraph/subgraph-kit/input/id';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import { refundReason } from '../../use-cases/input-rules.ts';
import * as useCase from '../../use-cases/refund-order.ts';
import { toUserError } from '../user-error.ts';

const inputSchema = z.object({ orderId: id, reason: refundReason });

export const refundOrder: NonNullable<MutationResolvers['refundOrder']> = async (_, { input }, { deps }) => {
  const result = await useCase.refundOrder(deps, parseArgument(inputSchema, input, 'input'));
  return result.ok ? { __typename: 'RefundOrderSuccess', orderId: input.orderId } : toUserError(result.refusal);
};

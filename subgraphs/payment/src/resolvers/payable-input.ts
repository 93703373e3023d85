import { z } from 'zod';
import { parseArgument } from '@storegraph/subgraph-kit/graphql/parse-argument';
import { MAX_AMOUNT_MINOR } from '@storegraph/subgraph-kit/money';
import type { PayableInput } from '../__generated__/resolvers.ts';
import type { Debt } from '../domain/payable.ts';

const inputSchema = z.object({
  orderId: z.guid().toLowerCase(),
  userId: z.guid().toLowerCase(),
  amountMinor: z.int().min(0).max(MAX_AMOUNT_MINOR),
  currency: z.string().regex(/^[A-Z]{3}$/),
  holdExpiresAt: z.date(),
  latestHoldExpiresAt: z
    .date()
    .nullish()
    .transform((latest) => latest ?? null),
});

/** @throws GraphQLError BAD_USER_INPUT: only a defect of the commanding subgraph sends such input */
export const parsePayable = (input: PayableInput): Debt => parseArgument(inputSchema, input, 'input');

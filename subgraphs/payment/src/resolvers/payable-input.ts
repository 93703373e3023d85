import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { parseId } from '@storegraph/subgraph-kit/id';
import { MAX_AMOUNT_MINOR } from '@storegraph/subgraph-kit/money';
import type { PayableInput } from '../__generated__/resolvers.ts';
import type { Debt } from '../domain/payable.ts';

/** @throws GraphQLError BAD_USER_INPUT: only a defect of the commanding subgraph sends such input */
export function parsePayable(input: PayableInput): Debt {
  const { amountMinor, currency, holdExpiresAt } = input;
  const orderId = parseId(input.orderId);
  const userId = parseId(input.userId);
  if (orderId === null) throw badUserInput('Not an id', 'input.orderId');
  if (userId === null) throw badUserInput('Not an id', 'input.userId');
  if (amountMinor < 0 || amountMinor > MAX_AMOUNT_MINOR)
    throw badUserInput(`Not between 0 and ${MAX_AMOUNT_MINOR}`, 'input.amountMinor');
  if (!/^[A-Z]{3}$/.test(currency)) throw badUserInput('Not an ISO 4217 code', 'input.currency');
  return { orderId, userId, amountMinor, currency, holdExpiresAt };
}

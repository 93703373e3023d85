import { z } from 'zod';
import { sendCommand } from '@storegraph/subgraph-kit/http/command';
import type { Money } from '@storegraph/subgraph-kit/money';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { CommandRefusedError } from './command-refused.ts';

/** What an order owes, and until when. */
export type Payable = {
  readonly orderId: string;
  readonly userId: string;
  readonly total: Money;
  readonly holdExpiresAt: Date;
  readonly latestHoldExpiresAt: Date;
};

export type PayableState = 'OPEN' | 'CAPTURED' | 'CLOSED';

const stateSchema = z.enum(['OPEN', 'CAPTURED', 'CLOSED']);
const conflictSchema = z.object({ __typename: z.literal('PayableConflict'), message: z.string() });

const payableAnswer = z.object({
  answer: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('OpenPayableSuccess'), holdExpiresAt: z.coerce.date() }),
    z.object({ __typename: z.literal('ClosePayableSuccess'), state: stateSchema }),
    conflictSchema,
  ]),
});

/**
 * Says what an order owes, so that it can be paid.
 * @returns until when payment holds it: longer than it was told, once an attempt has extended it
 * @throws CommandUnansweredError, CommandRefusedError
 */
export async function openPayable(payment: SubgraphClient, payable: Payable): Promise<Date> {
  const query = `mutation OrderOpensPayable${answering('openPayable', 'OpenPayableSuccess { holdExpiresAt }')}`;
  const answer = await commandPayable(payment, payable, query);
  if (answer.__typename !== 'OpenPayableSuccess') throw new CommandRefusedError('The payable is not open');
  return answer.holdExpiresAt;
}

/**
 * Asks that nothing more be paid for an order, whether or not its payable was ever opened.
 * @returns CAPTURED when the money came first
 * @throws CommandUnansweredError, CommandRefusedError
 */
export async function closePayable(payment: SubgraphClient, payable: Payable): Promise<Exclude<PayableState, 'OPEN'>> {
  const query = `mutation OrderClosesPayable${answering('closePayable', 'ClosePayableSuccess { state }')}`;
  const answer = await commandPayable(payment, payable, query);
  if (answer.__typename !== 'ClosePayableSuccess' || answer.state === 'OPEN')
    throw new CommandRefusedError('The payable stays open');
  return answer.state;
}

const answering = (field: 'openPayable' | 'closePayable', success: string): string =>
  `($input: PayableInput!) {
    answer: ${field}(input: $input) { __typename ... on ${success} ... on PayableConflict { message } }
  }`;

type PayableAnswer = Exclude<z.output<typeof payableAnswer>['answer'], { __typename: 'PayableConflict' }>;

async function commandPayable(payment: SubgraphClient, payable: Payable, query: string): Promise<PayableAnswer> {
  const { orderId, userId, total, holdExpiresAt, latestHoldExpiresAt } = payable;
  const { answer } = await sendCommand(payment, {
    service: 'order',
    query,
    variables: {
      input: {
        orderId,
        userId,
        amountMinor: total.amount,
        currency: total.currency,
        holdExpiresAt: holdExpiresAt.toISOString(),
        // An older payment subgraph does not know it.
        ...(latestHoldExpiresAt > holdExpiresAt && { latestHoldExpiresAt: latestHoldExpiresAt.toISOString() }),
      },
    },
    answer: payableAnswer,
  });
  if (answer.__typename === 'PayableConflict') throw new CommandRefusedError(answer.message);
  return answer;
}

const refundAnswer = z.object({
  refundOrder: z.discriminatedUnion('__typename', [
    z.object({ __typename: z.literal('RefundOrderSuccess') }),
    z.object({ __typename: z.literal('NothingCaptured'), message: z.string() }),
  ]),
});

/**
 * Has everything given back that was captured for an order. Once this is answered, payment sees to it.
 * @throws CommandUnansweredError, CommandRefusedError
 */
export async function refundOrder(payment: SubgraphClient, orderId: string): Promise<void> {
  const { refundOrder: answer } = await sendCommand(payment, {
    service: 'order',
    query: /* GraphQL */ `
      mutation OrderIsRefunded($input: RefundOrderInput!) {
        refundOrder(input: $input) {
          __typename
          ... on NothingCaptured {
            message
          }
        }
      }
    `,
    variables: { input: { orderId, reason: 'Order cancelled' } },
    answer: refundAnswer,
  });
  if (answer.__typename === 'NothingCaptured') throw new CommandRefusedError(answer.message);
}

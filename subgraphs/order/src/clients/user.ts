import { z } from 'zod';
import { sendCommand } from '@storegraph/subgraph-kit/http/command';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';

/**
 * Whether a phone number is a user's own.
 * @throws CommandUnansweredError
 */
export async function isPhoneOf(
  user: SubgraphClient,
  variables: { readonly userId: string; readonly phone: string },
): Promise<boolean> {
  const answer = await sendCommand(user, {
    service: 'order',
    query: /* GraphQL */ `
      query OrderComparesPhone($userId: ID!, $phone: String!) {
        isPhoneOf(userId: $userId, phone: $phone)
      }
    `,
    variables,
    answer: z.object({ isPhoneOf: z.boolean() }),
  });
  return answer.isPhoneOf;
}

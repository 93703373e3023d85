import type { GraphQLFormattedError } from 'graphql';
import type { z } from 'zod';
import { newId } from '../id.ts';
import type { SubgraphClient } from './subgraph-request.ts';

/**
 * Another subgraph's answer to a command could not be had, so whether it took effect is unknown: send the same command
 * again.
 */
export class CommandUnansweredError extends Error {
  override readonly name = 'CommandUnansweredError';
}

/**
 * Commands another subgraph by one of its internal operations, which are idempotent: the caller may repeat it until it
 * has an answer.
 * @param options.service - who commands, for the other side's policy and log
 * @param options.answer - shape of the operation's data; anything else counts as unanswered
 * @throws CommandUnansweredError
 */
export async function sendCommand<Answer>(
  client: SubgraphClient,
  options: {
    readonly service: string;
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly answer: z.ZodType<Answer>;
  },
): Promise<Answer> {
  const response = await client({
    query: options.query,
    variables: options.variables,
    viewer: { kind: 'service', service: options.service },
    requestId: newId(),
  }).catch((error: unknown) => {
    throw new CommandUnansweredError('The other subgraph does not answer', { cause: error });
  });
  const { errors, data } = response.result;
  if (errors !== undefined && errors.length > 0) throw new CommandUnansweredError(errors.map(wordsOf).join('; '));
  const parsed = options.answer.safeParse(data);
  if (!parsed.success)
    throw new CommandUnansweredError('The other subgraph answered in an unknown shape', { cause: parsed.error });
  return parsed.data;
}

// What is said of a request quotes its values.
const wordsOf = ({ message, extensions }: GraphQLFormattedError): string =>
  extensions?.['code'] === 'BAD_USER_INPUT' ? 'It refused a value of the command' : message;

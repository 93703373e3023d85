import type { AnyVariables, OperationContext, TypedDocumentNode } from '@urql/core';
import { useState } from 'react';
import { useClient } from 'urql';
import { forgetKey, keyFor } from '../lib/idempotency.ts';
import { problemOf, type Problem } from './problem.ts';

export type Answer<Data> =
  | { readonly kind: 'answered'; readonly data: Data }
  | { readonly kind: 'unanswered'; readonly problem: Problem };

type Command<Input, Data> = readonly [send: (input: Input) => Promise<Answer<Data>>, isSending: boolean];

/** A mutation as a function that never throws: it answers, or says why there is no answer. */
export const useCommand = <Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  context?: Partial<OperationContext>,
): Command<Variables, Data> => {
  const client = useClient();
  const [sendingCount, setSendingCount] = useState(0);
  const send = async (variables: Variables): Promise<Answer<Data>> => {
    setSendingCount((count) => count + 1);
    const { data, error } = await client.mutation(document, variables, context).toPromise();
    setSendingCount((count) => count - 1);
    if (data) return { kind: 'answered', data };
    return { kind: 'unanswered', problem: error ? problemOf(error) : 'failed' };
  };
  return [send, sendingCount > 0];
};

const asksForAnotherTry = (data: unknown): boolean =>
  Object.values(data ?? {}).some((answer: unknown) =>
    typeof answer === 'object' && answer !== null && '__typename' in answer
      ? answer.__typename === 'ServiceUnavailableError' || answer.__typename === 'RateLimitedError'
      : false,
  );

type Keyed = { readonly input: { readonly idempotencyKey: string } };
type WithoutKey<Variables extends Keyed> = Omit<Variables['input'], 'idempotencyKey'>;

/**
 * A mutation that happens once, however often it is sent: the key of `intent` travels with it until a final answer
 * came. `ServiceUnavailableError` and `RateLimitedError` are not final, the shop asks for the same request again.
 */
export const useOnceCommand = <Data, Variables extends Keyed>(
  document: TypedDocumentNode<Data, Variables>,
  intent: string,
): Command<WithoutKey<Variables>, Data> => {
  const [send, isSending] = useCommand<Data, Variables>(document);
  const sendOnce = async (input: WithoutKey<Variables>): Promise<Answer<Data>> => {
    const variables = { input: { ...input, idempotencyKey: keyFor(intent) } } as unknown as Variables;
    const answer = await send(variables);
    if (answer.kind === 'answered' && !asksForAnotherTry(answer.data)) forgetKey(intent);
    return answer;
  };
  return [sendOnce, isSending];
};

import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-sse';

/**
 * Remembers the access token of the last sign-in, in memory, and sends it with what follows, so that users need not
 * copy it into the headers. A header that the user typed wins. Subscriptions go to the address of streams.
 */
export function createSignedInFetcher(url: string): Fetcher {
  let accessToken: string | null = null;
  const send = createGraphiQLFetcher({ url, fetch: async (input, init) => noting(await fetch(input, init)) });
  const noting = async (response: Response): Promise<Response> => {
    const answer: unknown = await response
      .clone()
      .json()
      .catch(() => null);
    accessToken = tokenAfter(answer, accessToken);
    return response;
  };
  return (params, options) => {
    const headers: Record<string, string> = {
      ...(accessToken !== null && { authorization: `Bearer ${accessToken}` }),
      ...options?.headers,
    };
    const operation = options?.documentAST && getOperationAST(options.documentAST, params.operationName);
    if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return send(params, { ...options, headers });
    const { query, variables, operationName } = params;
    return createClient({ url: `${url}/stream`, headers }).iterate({
      query,
      variables: asRecord(variables),
      ...(operationName && { operationName }),
    });
  };
}

/** The token that a sign-in brought, none after a sign-out, else the one from before. */
function tokenAfter(answer: unknown, before: string | null): string | null {
  let token = before;
  for (const result of Object.values(asRecord(asRecord(answer)['data']))) {
    const { accessToken, endedSessions } = asRecord(result);
    if (typeof accessToken === 'string') token = accessToken;
    else if (endedSessions !== undefined) token = null;
  }
  return token;
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

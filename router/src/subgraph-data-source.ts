import { parse, type GraphQLSchema } from 'graphql';
import type { PlannedFetch, PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { errorText } from '@storegraph/subgraph-kit/describe-error';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphClient, SubgraphResponse } from '@storegraph/subgraph-kit/http/subgraph-request';
import { withinTime } from '@storegraph/subgraph-kit/concurrency/time-limit';
import type { RouterContext } from './router-context.ts';
import { unavailableErrors } from './unavailable-errors.ts';

/** One subgraph, as the router uses it. */
export type SubgraphLink = {
  readonly name: string;
  readonly client: SubgraphClient;
  readonly handlesCookies: boolean;
  readonly timeoutMs: number;
  readonly schema: () => GraphQLSchema;
  readonly log: Logger;
};

/** One request of the gateway: what it asks, and for whom. */
type Fetch = Pick<PlannedFetch, 'query' | 'document' | 'operationName'> & {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly context: RouterContext;
};

/**
 * Carries the gateway's requests to one subgraph. Requests are built from scratch: no header of the client gets further
 * than this, save for the cookies that one subgraph handles. A request is sent once; a mutation that got no answer may
 * have had its effect.
 */
export function subgraphDataSource(link: SubgraphLink): PreparingDataSource {
  const send = sender(link);
  return {
    prepareFetch:
      ({ query, document, operationName }) =>
      (variables, { context }) =>
        send({ query, document, operationName, variables, context: context as RouterContext }),
    process: async (options) => {
      if (!('incomingRequestContext' in options))
        throw new Error(`The gateway asks ${link.name} for ${options.kind}, which it never should`);
      const { request, context } = options;
      const { query = '', operationName, variables = {} } = request;
      return send({
        query,
        document: options.document ?? parse(query),
        operationName,
        variables,
        context: context as RouterContext,
      });
    },
  };
}

function sender({
  name,
  client,
  handlesCookies,
  timeoutMs,
  schema,
  log,
}: SubgraphLink): (fetch: Fetch) => Promise<SubgraphResponse['result']> {
  return async ({ query, document, operationName, variables, context }) => {
    const { requestId, viewer, addressHash, cookie, userAgent } = context;
    try {
      const { result, setCookies } = await withinTime({ timeoutMs, signal: context.signal }, (signal) =>
        client({
          query,
          document,
          variables,
          viewer,
          requestId,
          addressHash,
          signal,
          ...(operationName !== undefined && { operationName }),
          ...(handlesCookies && { cookie, userAgent }),
        }),
      );
      if (handlesCookies) for (const value of setCookies) context.setCookie(value);
      return result;
    } catch (error) {
      // Said of each request while it is down: in a line, without a stack.
      if (!isGone(context.signal))
        log.warn({ requestId, subgraph: name, reason: errorText(error) }, 'a subgraph does not answer');
      const representations: unknown = variables['representations'];
      return {
        data: null,
        errors: unavailableErrors({
          subgraph: name,
          document,
          representations: Array.isArray(representations) ? representations : [],
          schema: schema(),
        }),
      };
    }
  };
}

/** Whether the client gave up, which says nothing of the subgraph. */
const isGone = ({ aborted, reason }: AbortSignal): boolean =>
  aborted && reason instanceof DOMException && reason.name === 'AbortError';

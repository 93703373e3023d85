import type { GraphQLDataSource } from '@apollo/gateway';
import { parse, type GraphQLSchema } from 'graphql';
import type { Logger } from '@storegraph/subgraph-kit/log';
import type { SubgraphClient } from '@storegraph/subgraph-kit/subgraph-request';
import { withinTime } from '@storegraph/subgraph-kit/time-limit';
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

/**
 * Carries the gateway's requests to one subgraph. Requests are built from scratch: no header of the client gets further than this, save
 * for the cookies that one subgraph handles. A request is sent once; a mutation that got no answer may have had its effect.
 */
export function subgraphDataSource({ name, client, handlesCookies, timeoutMs, schema, log }: SubgraphLink): GraphQLDataSource<RouterContext> {
  return {
    process: async (options) => {
      if (!('incomingRequestContext' in options)) throw new Error(`The gateway asks ${name} for ${options.kind}, which it never should`);
      const { request, document, context } = options;
      const { query = '', operationName, variables = {} } = request;
      const { requestId, viewer, cookie } = context;
      try {
        const { result, setCookies } = await withinTime({ timeoutMs, signal: context.signal }, (signal) =>
          client({
            query,
            variables,
            viewer,
            requestId,
            signal,
            ...(document && { document }),
            ...(operationName !== undefined && { operationName }),
            ...(handlesCookies && cookie !== undefined && { cookie }),
          }),
        );
        if (handlesCookies) for (const value of setCookies) context.setCookie(value);
        return result;
      } catch (error) {
        log.warn({ requestId, subgraph: name, err: error }, 'a subgraph does not answer');
        const representations: unknown = variables['representations'];
        return {
          data: null,
          errors: unavailableErrors({
            subgraph: name,
            document: document ?? parse(query),
            representations: Array.isArray(representations) ? representations : [],
            schema: schema(),
          }),
        };
      }
    },
  };
}

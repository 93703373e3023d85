import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { GraphQLError } from 'graphql';
import { canPrepare, type PlannedFetch, type PreparedFetch } from '../data-source.ts';
import type { Run, Send } from './run.ts';
import { untilAborted } from './until-aborted.ts';

/** Compiles the way to a subgraph. */
export function compileSend(fetch: PlannedFetch, dataSource: GraphQLDataSource | undefined): Send {
  const { serviceName } = fetch;
  if (dataSource === undefined)
    return () => {
      throw new Error(`Couldn't find service with name "${serviceName}"`);
    };
  const send = canPrepare(dataSource) ? dataSource.prepareFetch(fetch) : byProcess(fetch, dataSource);
  return (variables, { signal, requestContext }) =>
    signal === undefined
      ? send(variables, requestContext)
      : untilAborted(
          signal,
          () => send(variables, requestContext),
          () => abandoned(serviceName, signal),
        );
}

/** Takes for the answer of a subgraph what the source of a subscription sent. */
export const sendNothing: Send = (_variables: unknown, { event }: Run) => {
  if (event === undefined) throw new Error('A subscription runs for each event of its source');
  return event;
};

// The gateway has an enum of this value, and exports its type alone.
const INCOMING_OPERATION = 'incoming operation' as Extract<
  GraphQLDataSourceProcessOptions,
  { incomingRequestContext: unknown }
>['kind'];

/** As the stock executor asks: `http` and the document are there, undefined where there is none. */
function byProcess(
  { query, operationName, document, isDocumentExposed, path }: PlannedFetch,
  dataSource: GraphQLDataSource,
): PreparedFetch {
  return (variables, incomingRequestContext) =>
    dataSource.process({
      kind: INCOMING_OPERATION,
      request: { query, variables, operationName, http: undefined },
      incomingRequestContext,
      context: incomingRequestContext.context,
      document: isDocumentExposed ? document : undefined,
      pathInIncomingRequest: path,
    } as unknown as GraphQLDataSourceProcessOptions);
}

function abandoned(serviceName: string, signal: AbortSignal): GraphQLError {
  const reason: unknown = signal.reason;
  const message = `The answer of service "${serviceName}" was not waited for: ${reason instanceof Error ? reason.message : String(reason)}`;
  return new GraphQLError(message, { extensions: { code: 'DOWNSTREAM_SERVICE_ERROR', serviceName } });
}

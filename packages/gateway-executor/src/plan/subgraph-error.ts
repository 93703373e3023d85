import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { federation } from '../gateway-internals.ts';
import type { Place } from './response-path.ts';

/** An error of a subgraph as the gateway passes it on: at its place in the answer, with the subgraph's name and a code. */
export function subgraphError(originalError: GraphQLFormattedError, serviceName: string, place: Place | undefined): GraphQLError {
  // Not by name in the parameters: what is no object fails here as it does in the stock executor.
  let { message } = originalError;
  const { extensions } = originalError;
  if (!message) message = `Error while fetching subquery from service "${serviceName}"`;
  const options = { originalError: originalError as unknown as Error, path: place, extensions: { ...extensions, serviceName } };
  const known = federation.errorCodeDef(originalError as GraphQLError);
  if (known === undefined && extensions?.['code']) return new GraphQLError(message, options);
  return (known ?? federation.ERRORS.DOWNSTREAM_SERVICE_ERROR).err(message, options);
}

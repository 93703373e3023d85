import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { federation } from '../gateway-internals.ts';
import type { Place } from './response-path.ts';

/**
 * An error of a subgraph as the gateway passes it on: at its place in the answer, with the subgraph's name and a code.
 */
export function subgraphError(
  originalError: GraphQLFormattedError,
  serviceName: string,
  place: Place | undefined,
): GraphQLError {
  let { message } = originalError;
  const { extensions } = originalError;
  if (!message) message = `Error while fetching subquery from service "${serviceName}"`;
  const options = {
    originalError: originalError as unknown as Error,
    path: place,
    extensions: { ...extensions, serviceName },
  };
  const known = federation.errorCodeDef(originalError);
  // The gateway looks codes up in a plain object, which "has" a code such as `constructor`, and then fails itself.
  if (typeof known?.err === 'function') return known.err(message, options);
  return extensions?.['code']
    ? new GraphQLError(message, options)
    : federation.ERRORS.DOWNSTREAM_SERVICE_ERROR.err(message, options);
}

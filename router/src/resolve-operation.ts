import type { ApolloServerPlugin } from '@apollo/server';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { RouterContext } from './router-context.ts';

/**
 * Tells the log which operation runs, and refuses a request that does not say. The gateway would call that an error of
 * its own.
 */
export const resolveOperation: ApolloServerPlugin<RouterContext> = {
  requestDidStart: async ({ contextValue }) => ({
    didResolveOperation: async ({ operation, operationName, request }) => {
      if (operation === undefined) throw unresolved(request.operationName);
      if (operation.operation === OperationTypeNode.SUBSCRIPTION)
        throw refused('Subscriptions are answered at /graphql/stream: send this one there, for text/event-stream');
      if (operationName) contextValue.nameOperation(operationName);
    },
  }),
};

const unresolved = (name: string | undefined): GraphQLError =>
  refused(
    name
      ? `The document has no operation called "${name}"`
      : 'Say by operationName which operation of the document to run',
  );

const refused = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'OPERATION_RESOLUTION_FAILURE', http: { status: 400 } } });

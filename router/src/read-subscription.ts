import type { IncomingMessage } from 'node:http';
import { getOperationAST, GraphQLError, OperationTypeNode, type DocumentNode, type GraphQLSchema } from 'graphql';
import { z } from 'zod';
import { HttpError, readBody } from '@storegraph/subgraph-kit/http/http-server';
import { parseJson } from '@storegraph/subgraph-kit/json';
import { parseWithin, type OperationLimits } from '@storegraph/schema-executor/cost/limits';
import type { CheckOperation } from './check-operation.ts';
import { MAX_BODY_BYTES } from './operation-limits.ts';

/** A subscription that fits the graph and its limits. */
export type Subscription = {
  readonly query: string;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown>;
  /** Of the operation, whether or not the request said it. */
  readonly name: string | undefined;
};

/** What a subscription is held against. */
export type SubscriptionRules = {
  readonly schema: GraphQLSchema;
  readonly limits: OperationLimits;
  readonly check: CheckOperation;
};

const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads a request of the GraphQL over server-sent events protocol, in its mode of a connection for each operation.
 * @returns errors for what is no valid subscription
 * @throws HttpError for what is no such request: 400, 405, 406, 413 or 415
 */
export async function readSubscription(
  request: IncomingMessage,
  { schema, limits, check }: SubscriptionRules,
): Promise<Subscription | readonly GraphQLError[]> {
  if (request.method !== 'POST') throw new HttpError(405, 'Subscribe by POST');
  // A page of another origin cannot send this type without asking first.
  if (mediaType(request.headers['content-type']) !== 'application/json')
    throw new HttpError(415, 'Send application/json');
  if (
    !(request.headers.accept ?? '')
      .split(',')
      .map(mediaType)
      .some((type) => type === 'text/event-stream' || type === '*/*')
  )
    throw new HttpError(406, 'Only text/event-stream is answered here');
  const body = bodySchema.safeParse(parseJson((await readBody(request, MAX_BODY_BYTES)).toString('utf8')));
  if (!body.success) throw new HttpError(400, 'The body is not a GraphQL request');
  const { query, variables } = body.data;
  const operationName = body.data.operationName ?? undefined;
  const document = parseDocument(query, limits);
  if (document instanceof GraphQLError) return [document];
  const errors = check({ schema, document, operationName, variables: variables ?? undefined });
  if (errors.length > 0) return errors;
  const operation = getOperationAST(document, operationName);
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION)
    return [
      new GraphQLError('Only subscriptions are answered here; send other operations to /graphql', {
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      }),
    ];
  return { query, document, operationName, variables: variables ?? {}, name: operation.name?.value };
}

function parseDocument(query: string, limits: OperationLimits): DocumentNode | GraphQLError {
  try {
    return parseWithin(query, limits);
  } catch (error) {
    if (error instanceof GraphQLError) return coded(error, 'GRAPHQL_PARSE_FAILED');
    throw error;
  }
}

const coded = (error: GraphQLError, code: string): GraphQLError =>
  new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { code, ...error.extensions },
  });

const mediaType = (header: string | undefined): string => (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

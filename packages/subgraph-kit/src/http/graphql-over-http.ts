import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { z } from 'zod';
import { aboutToAnswer } from '../crash-points.ts';
import { HttpError, readBody, sendJson } from './http-server.ts';
import { parseJson } from '../json.ts';
import type { OperationRequest } from '@storegraph/schema-executor/operation-request';

/** The body of a request by the GraphQL over HTTP specification. */
const bodySchema = z.object({
  query: z.string(),
  operationName: z.string().nullish(),
  variables: z.record(z.string(), z.unknown()).nullish(),
});

/**
 * Reads the operation of a GraphQL request.
 * @param maxBodyBytes - a larger body is refused before it is parsed
 * @throws HttpError 405, 413, 415, or 400 for a body that is not a GraphQL request in JSON
 */
export async function readOperation(request: IncomingMessage, maxBodyBytes: number): Promise<OperationRequest> {
  if (request.method !== 'POST') throw new HttpError(405, 'Only POST is answered here');
  const body = await readBody(request, maxBodyBytes);
  if (!request.headers['content-type']?.toLowerCase().startsWith('application/json'))
    throw new HttpError(415, 'The request body must be application/json');
  const json = parseJson(body.toString('utf8'));
  if (json === undefined) throw new HttpError(400, 'The request body is not valid JSON');
  const parsed = bodySchema.safeParse(json);
  if (!parsed.success) throw new HttpError(400, 'The request body is not a GraphQL request');
  const { query, operationName, variables } = parsed.data;
  return { query, ...(operationName != null && { operationName }), ...(variables != null && { variables }) };
}

/** Answers a GraphQL request: 200, or 400 when nothing was executed. */
export function sendResult(
  response: ServerResponse,
  result: FormattedExecutionResult,
  setCookies: readonly string[],
): void {
  aboutToAnswer();
  if (setCookies.length > 0) response.setHeader('set-cookie', setCookies);
  sendJson(response, result.data === undefined ? 400 : 200, result);
}

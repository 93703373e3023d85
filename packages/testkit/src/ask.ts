import { newId } from '@storegraph/subgraph-kit/id';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import type { GraphQLFormattedError } from 'graphql';

/** A subgraph's answer, loosely typed: tests look at what they asked for. */
export type Answer = {
  readonly data: any;
  readonly errors: readonly GraphQLFormattedError[];
  readonly setCookies: readonly string[];
};

/** Asks a subgraph or the router's stand-in as `viewer`. */
export async function ask(
  client: SubgraphClient,
  viewer: Viewer,
  query: string,
  variables: Record<string, unknown> = {},
  cookie?: string,
): Promise<Answer> {
  const { result, setCookies } = await client({
    query,
    variables,
    viewer,
    requestId: newId(),
    ...(cookie !== undefined && { cookie }),
  });
  return { data: result.data, errors: result.errors ?? [], setCookies };
}

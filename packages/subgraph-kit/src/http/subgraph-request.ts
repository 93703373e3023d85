import type { OperationRequest } from '@storegraph/schema-executor/operation-request';
import type { FormattedExecutionResult } from 'graphql';
import type { Viewer } from '../viewer.ts';

/** One GraphQL request to a subgraph, in process or over HTTP. */
export type SubgraphRequest = OperationRequest & {
  readonly viewer: Viewer;
  readonly requestId: string;
  /**
   * Stands for the network address of the client, as a UUID, alike for all requests from there; only the router can tell which one
   * it is. Absent when no client asks, or it is not known from where.
   */
  readonly addressHash?: string | undefined;
  /** The browser's `Cookie` header, for the subgraph that signs people in. */
  readonly cookie?: string | undefined;
  /** The browser's `User-Agent` header, for that subgraph, too. */
  readonly userAgent?: string | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** What came back. `setCookies` are `Set-Cookie` values for the browser. */
export type SubgraphResponse = { readonly result: FormattedExecutionResult; readonly setCookies: readonly string[] };

/**
 * Reaches one subgraph, in process or over HTTP. Rejects when no answer could be had; GraphQL errors are in the result.
 * The router and subgraphs that command each other use nothing else.
 */
export type SubgraphClient = (request: SubgraphRequest) => Promise<SubgraphResponse>;

/**
 * Opens a subscription of one subgraph, in process or over HTTP, and yields its answers; the first says how things are
 * now. It is over when the subgraph says so, and ends, returning or rejecting, when `signal` aborts. Rejects when the
 * stream was cut off: open it again.
 */
export type SubgraphStream = (
  request: SubgraphRequest & { readonly signal: AbortSignal },
) => AsyncIterable<FormattedExecutionResult>;

import type { GraphQLError } from 'graphql';
import type { RequestContext, SubgraphResponse } from '../gateway-internals.ts';
import type { InSpan } from '../spans.ts';
import type { Fields } from './merge.ts';

/** One execution of a plan. */
export type Run = {
  readonly requestContext: RequestContext;
  readonly inSpan: InSpan;
  /** What the subgraphs answered so far, before it is shaped. */
  readonly data: Fields;
  readonly errors: GraphQLError[];
  /** Whether equal entities have come to share parts of `data`. */
  isShared: boolean;
  /** Ends the wait for subgraphs. */
  readonly signal: AbortSignal | undefined;
  /** The most that the answer may be, in bytes. */
  readonly maxAnswerBytes: number;
  /** What the source of a subscription sent: the answer to the first fetch of its plan. */
  readonly event: SubgraphResponse | undefined;
};

/** A node of a plan, compiled. */
export type Step = (run: Run) => Promise<void>;

/** The way to a subgraph, for one fetch of a plan. */
export type Send = (variables: Record<string, unknown>, run: Run) => SubgraphResponse | Promise<SubgraphResponse>;

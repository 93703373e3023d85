import type { GraphQLError } from 'graphql';
import type { RequestContext } from '../gateway-internals.ts';
import type { Fields } from './merge.ts';

/** One execution of a plan. */
export type Run = {
  readonly requestContext: RequestContext;
  /** What the subgraphs answered so far, before it is shaped. */
  readonly data: Fields;
  readonly errors: GraphQLError[];
  /** Whether equal entities have come to share parts of `data`. */
  isShared: boolean;
};

/** A node of a plan, compiled. */
export type Step = (run: Run) => Promise<void>;

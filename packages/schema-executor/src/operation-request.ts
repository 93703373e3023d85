import type { DocumentNode } from 'graphql';

/** One operation to run, as GraphQL over HTTP names its parts. */
export type OperationRequest = {
  readonly query: string;
  /** `query`, parsed, when the caller has it already. */
  readonly document?: DocumentNode;
  readonly operationName?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
};

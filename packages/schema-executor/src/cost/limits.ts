import { GraphQLError, parse, type DocumentNode, type GraphQLSchema } from 'graphql';
import { countDocument, type CountedDocument } from './count-document.ts';

export { ANSWER_TOO_LARGE } from '@storegraph/gateway-executor/answer-size';

/** The most that one operation may ask for. A fragment counts wherever it is spread. */
export type OperationLimits = {
  /** Words and signs of the document. */
  readonly tokens: number;
  /** Fields. */
  readonly selections: number;
  /** Fields within fields. */
  readonly depth: number;
  readonly rootFields: number;
  readonly aliases: number;
  readonly directives: number;
  /** Values of the answer, each list at the length that was asked for. */
  readonly nodes: number;
};

/** Code of the error that refuses an operation for its cost. */
export const OPERATION_LIMIT_EXCEEDED = 'OPERATION_LIMIT_EXCEEDED';

const HOW_TO_ASK_LESS: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: 'Send fewer operations in one document, and write what repeats as a fragment',
  selections: 'Ask for fewer fields, or in several requests',
  depth: 'Ask for what is deep inside by its id, in a request of its own',
  rootFields: 'Ask for some of them in another request',
  aliases: 'Ask for the same field under fewer names',
  directives: 'Leave fields out instead of skipping them',
  nodes: 'Ask for shorter pages by `first`, or for fewer fields and lists within lists',
};

/** Refuses an operation that asks for more than it may. */
export const limitExceeded = (limit: keyof OperationLimits, allowed: number, asked: number): GraphQLError =>
  new GraphQLError(
    `The operation asks for ${asked} ${NAMES[limit]}, and ${allowed} are allowed. ${HOW_TO_ASK_LESS[limit]}`,
    // A sum of fragments in fragments may be beyond any number that JSON has.
    { extensions: { code: OPERATION_LIMIT_EXCEEDED, limit, allowed, asked: Math.min(asked, Number.MAX_SAFE_INTEGER) } },
  );

const NAMES: Readonly<Record<keyof OperationLimits, string>> = {
  tokens: 'tokens',
  selections: 'fields',
  depth: 'levels of fields',
  rootFields: 'root fields',
  aliases: 'aliases',
  directives: 'directives',
  nodes: 'values',
};

/**
 * Reads a document of bounded length.
 *
 * @throws GraphQLError for what is no document, and for one that is too long
 */
export function parseWithin(text: string, { tokens }: Pick<OperationLimits, 'tokens'>): DocumentNode {
  try {
    return parse(text, { maxTokens: tokens });
  } catch (error) {
    throw isTooLong(error) ? limitExceeded('tokens', tokens, tokens + 1) : error;
  }
}

/** Whether graphql-js stopped at the first token too many, of which it has no other sign. */
export const isTooLong = (error: unknown): boolean =>
  error instanceof GraphQLError && error.message.startsWith('Syntax Error: Document contains more that');

const STRUCTURAL = ['selections', 'depth', 'rootFields', 'aliases', 'directives'] as const;

/** What is wrong with the size of a document, whatever its variables; to be asked before it is validated. */
function sizeError({ sizes }: CountedDocument, limits: OperationLimits): GraphQLError | undefined {
  for (const limit of STRUCTURAL) {
    const asked = Math.max(...sizes.map((size) => size[limit]));
    if (asked > limits[limit]) return limitExceeded(limit, limits[limit], asked);
  }
  return undefined;
}

/** A document's cost under one schema and its limits, counted once. */
export type DocumentCost = {
  /** What is wrong with its size: it must be neither validated nor planned. */
  readonly sizeError: GraphQLError | undefined;
  /** What is wrong with the answer that an operation asks for. */
  readonly nodesError: (
    operationName: string | null | undefined,
    variables: Readonly<Record<string, unknown>> | undefined,
  ) => GraphQLError | undefined;
};

/** Holds documents against limits: each is counted once, and its nodes again for each request's variables. */
export function costOf(schema: GraphQLSchema, document: DocumentNode, limits: OperationLimits): DocumentCost {
  const counted = countDocument(schema, document);
  return {
    sizeError: sizeError(counted, limits),
    nodesError: (operationName, variables = {}) => {
      const found = counted.operations.find(
        ({ operation }) => !operationName || operation.name?.value === operationName,
      );
      const asked = found?.nodes(variables) ?? 0;
      return asked > limits.nodes ? limitExceeded('nodes', limits.nodes, asked) : undefined;
    },
  };
}

import type { SelectionSet } from '@apollo/federation-internals';
import type { QueryPlan } from '@apollo/query-planner';
import { GraphQLError, Kind, type OperationDefinitionNode, type FragmentDefinitionNode } from 'graphql';
import { AnswerTooLargeError, type AnswerSize } from './answer-size.ts';
import { federation, type ExecutionResult, type GatewayInternals } from './gateway-internals.ts';
import { compileIntrospection, withoutIntrospection } from './introspection.ts';
import { compilePlan, type PrimaryFetch } from './plan/compile-plan.ts';
import type { Run, Step } from './plan/run.ts';
import { plannedNames } from './planned-names.ts';
import { compileShape } from './shape/compile-shape.ts';

/** An operation as the gateway takes it from a document. */
type OperationContext = {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
};

/** What there is to compile. */
export type OperationToCompile = {
  readonly plan: QueryPlan;
  readonly operationContext: OperationContext;
  readonly internals: GatewayInternals;
};

/** An operation, compiled: the part of it that asks subgraphs, and the part that shapes what they answered. */
export type CompiledOperation = {
  readonly fetch: Step;
  readonly primary: PrimaryFetch | undefined;
  readonly respond: (run: Run) => ExecutionResult;
};

/**
 * Compiles an operation and its plan.
 */
export function compileOperation({ plan, operationContext, internals }: OperationToCompile): CompiledOperation {
  const definitions = [operationContext.operation, ...Object.values(operationContext.fragments)];
  const operation = federation.operationFromDocument(
    internals.apiSchema,
    withoutIntrospection({ kind: Kind.DOCUMENT, definitions }),
    { validate: false },
  );
  // Nulls of single fields would be made up, and nobody could tell them from a subgraph's.
  const isUnanswerable = plan.node === undefined && needsSubgraphs(operation.selectionSet);
  const defaults = operation.collectDefaultedVariableValues();
  const defaultOf = (variable: string): unknown => defaults[variable];
  const names = plannedNames(internals.supergraphSchema);
  const { run, primary } = compilePlan({
    root: plan.node,
    supergraphSchema: internals.supergraphSchema,
    dataSourceOf: (name) => internals.serviceMap[name]?.dataSource,
    defaultOf,
    asked: names.asked,
  });
  const shape = compileShape(operation, defaultOf, names.planned);
  const introspect = compileIntrospection({
    schema: internals.schema,
    ...operationContext,
  });

  return {
    fetch: run,
    primary,
    respond: ({ data: input, errors, isShared, requestContext, maxAnswerBytes }) => {
      if (isUnanswerable) return { errors: [unanswerable()], data: null };
      const { variables } = requestContext.request;
      const invalidValues: GraphQLError[] = [];
      const size: AnswerSize = { made: 0, allowed: maxAnswerBytes };
      try {
        const data = shape(input, {
          variables,
          errors: invalidValues,
          path: [],
          introspect: (selection) => introspect(selection, variables),
          shaped: isShared ? new Map() : undefined,
          size,
        });
        if (errors.length > 0) return { errors, data };
        return invalidValues.length > 0 ? { extensions: { valueCompletion: invalidValues }, data } : { data };
      } catch (error) {
        if (error instanceof AnswerTooLargeError) return { errors: [error], data: null };
        return { errors: [unshapable(error)] };
      }
    },
  };
}

/** Whether there is a field that only subgraphs can answer, whatever the variables. */
function needsSubgraphs(selections: SelectionSet): boolean {
  return selections.selections().some(({ kind, element, selectionSet }) => {
    if (element.appliedDirectives.length > 0) return false;
    if (kind === 'FragmentSelection') return needsSubgraphs(selectionSet);
    return element.name !== '__typename' && !element.definition.isIntrospectionField();
  });
}

const unanswerable = (): GraphQLError => new GraphQLError('No subgraph can answer any of this operation');

/** What subgraphs answered cannot be made into an answer at all. */
function unshapable(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  if (error instanceof Error) return new GraphQLError(error.message, { originalError: error });
  return new GraphQLError('Unexpected error during query plan execution');
}

/** Begins one execution of an operation; of a subscription, for an event of its source. */
export const newRun = (begin: Pick<Run, 'requestContext' | 'inSpan' | 'signal' | 'event' | 'maxAnswerBytes'>): Run => ({
  ...begin,
  data: Object.create(null),
  errors: [],
  isShared: false,
});

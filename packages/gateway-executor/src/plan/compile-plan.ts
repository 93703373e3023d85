import type { GraphQLDataSource } from '@apollo/gateway';
import type { ConditionNode, FetchNode, PlanNode, SubscriptionNode } from '@apollo/query-planner';
import { parse, type GraphQLSchema } from 'graphql';
import { compileFetch } from './compile-fetch.ts';
import { compileSend } from './compile-send.ts';
import { compileCondition, type DefaultOf } from './plan-condition.ts';
import type { Step } from './run.ts';
import { decideParts, fetchesOf } from './shared-parts.ts';

/** What a plan needs to be compiled. */
export type PlanToCompile = {
  /** The node of a `QueryPlan`; `undefined` where there is nothing to fetch. */
  readonly root: PlanNode | SubscriptionNode | undefined;
  readonly supergraphSchema: GraphQLSchema;
  readonly dataSourceOf: (serviceName: string) => GraphQLDataSource | undefined;
  /** The default values of the operation's variables. */
  readonly defaultOf: DefaultOf;
};

/** Compiles nodes of one plan of `@apollo/query-planner`, each into a function that runs it. */
export function compilePlan({ root, supergraphSchema, dataSourceOf, defaultOf }: PlanToCompile): (node: PlanNode | undefined) => Step {
  const fetches = fetchesOf(root).map(({ node, path }) => ({ node, path, document: node.operationDocumentNode ?? parse(node.operation) }));
  const parts = decideParts(fetches);
  const fetchSteps = new Map<FetchNode, Step>(
    fetches.map(({ node, path, document }) => {
      const send = compileSend({ node, path, document, dataSource: dataSourceOf(node.serviceName) });
      return [node, compileFetch({ node, path, supergraphSchema, send, parts: parts.get(node) ?? 'copied' })];
    }),
  );

  const compileNode = (node: PlanNode | undefined): Step => {
    switch (node?.kind) {
      case undefined:
        return doNothing;
      case 'Sequence':
        return inSequence(node.nodes.map(compileNode));
      case 'Parallel':
        return inParallel(node.nodes.map(compileNode));
      // Fetches know their own place.
      case 'Flatten':
        return compileNode(node.node);
      case 'Condition':
        return onCondition(node);
      case 'Fetch':
        return fetchSteps.get(node) ?? doNothing;
      case 'Defer':
        throw new Error('@defer support is not available in the gateway');
    }
  };

  const onCondition = (node: ConditionNode): Step => {
    const holds = compileCondition(node.condition, defaultOf);
    const ifStep = compileNode(node.ifClause);
    const elseStep = compileNode(node.elseClause);
    return async (run) => (holds(run.requestContext.request.variables) ? ifStep(run) : elseStep(run));
  };

  return compileNode;
}

const doNothing: Step = async () => {};

function inSequence(steps: readonly Step[]): Step {
  return async (run) => {
    for (const step of steps) await step(run);
  };
}

function inParallel(steps: readonly Step[]): Step {
  return async (run) => {
    await Promise.all(steps.map((step) => step(run)));
  };
}

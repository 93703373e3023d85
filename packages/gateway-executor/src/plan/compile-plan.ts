import type { GraphQLDataSource } from '@apollo/gateway';
import type { ConditionNode, FetchNode, PlanNode, ResponsePath, SubscriptionNode } from '@apollo/query-planner';
import { parse, type GraphQLSchema } from 'graphql';
import type { PlannedFetch } from '../data-source.ts';
import { compileFetch } from './compile-fetch.ts';
import { compileSend, sendNothing } from './compile-send.ts';
import type { Step } from './run.ts';
import { decideParts, fetchesOf } from './shared-parts.ts';
import { compileCondition, compileVariables, type DefaultOf, type Variables } from './variables.ts';

/** What a plan needs to be compiled. */
export type PlanToCompile = {
  /** The node of a `QueryPlan`; `undefined` where there is nothing to fetch. */
  readonly root: PlanNode | SubscriptionNode | undefined;
  readonly supergraphSchema: GraphQLSchema;
  readonly dataSourceOf: (serviceName: string) => GraphQLDataSource | undefined;
  /** The default values of the operation's variables. */
  readonly defaultOf: DefaultOf;
  /** How the client calls what is fetched under a name. */
  readonly asked: (planned: string) => string;
};

/** A plan, compiled into one function that runs it. */
export type CompiledPlan = {
  readonly run: Step;
  /** What the events of a subscription answer; `undefined` for other operations. */
  readonly primary: PrimaryFetch | undefined;
};

/** The fetch of a subscription that its source answers, again and again. */
export type PrimaryFetch = {
  readonly fetch: PlannedFetch;
  readonly variablesOf: (given: Variables) => Record<string, unknown>;
};

/** Compiles a plan of `@apollo/query-planner`. */
export function compilePlan({ root, supergraphSchema, dataSourceOf, defaultOf, asked }: PlanToCompile): CompiledPlan {
  const fetches = fetchesOf(root).map(({ node, path }) => ({ node, planned: plannedFetch(node, path) }));
  const parts = decideParts(
    fetches.map(({ node, planned }) => ({ node, path: planned.path, document: planned.document })),
  );
  const primary = root?.kind === 'Subscription' ? root.primary : undefined;
  const fetchSteps = new Map<FetchNode, Step>(
    fetches.map(({ node, planned }) => {
      const send = node === primary ? sendNothing : compileSend(planned, dataSourceOf(node.serviceName));
      return [
        node,
        compileFetch({ node, path: planned.path, supergraphSchema, send, asked, parts: parts.get(node) ?? 'copied' }),
      ];
    }),
  );

  const compileNode = (node: PlanNode | SubscriptionNode | undefined): Step => {
    switch (node?.kind) {
      case 'Subscription':
        return inSequence([compileNode(node.primary), compileNode(node.rest)]);
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

  return {
    run: compileNode(root),
    primary: primary && { fetch: plannedFetch(primary, []), variablesOf: compileVariables(primary.variableUsages) },
  };
}

function plannedFetch(node: FetchNode, path: ResponsePath): PlannedFetch {
  const { serviceName, operationName, operationKind, operation: query, operationDocumentNode } = node;
  const document = operationDocumentNode ?? parse(query);
  return {
    serviceName,
    operationName,
    operationKind,
    query,
    document,
    isDocumentExposed: operationDocumentNode !== undefined,
    path,
  };
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

import type { FetchNode, ResponsePath } from '@apollo/query-planner';
import type { GraphQLError, GraphQLSchema } from 'graphql';
import type { SubgraphResponse } from '../gateway-internals.ts';
import { takeErrors } from './error-places.ts';
import { compileEntityForms } from './entity-forms.ts';
import { copyOf, deepMerge, type Fields } from './merge.ts';
import { batchOf } from './representations.ts';
import { compileFlatten } from './response-path.ts';
import { compileRewrites } from './rewrites.ts';
import type { Run, Send, Step } from './run.ts';
import type { Parts } from './shared-parts.ts';
import { compileVariables } from './variables.ts';

/** A fetch of a plan, with what it needs to be compiled. */
export type FetchToCompile = {
  readonly node: FetchNode;
  /** Where in the answer its entities are. */
  readonly path: ResponsePath;
  readonly supergraphSchema: GraphQLSchema;
  readonly send: Send;
  /** How the client calls what is fetched under a name. */
  readonly asked: (planned: string) => string;
  /** What becomes of the parts of an answer that is one for several equal entities. */
  readonly parts: Parts;
};

/** Compiles one request to a subgraph. An error of it is an error of the answer, and never stops the plan. */
export function compileFetch(fetch: FetchToCompile): Step {
  const attributes = { service: fetch.node.serviceName };
  const flatten = compileFlatten(fetch.path);
  const execute =
    fetch.node.requires === undefined ? compileRootFetch(fetch) : compileEntityFetch(fetch, fetch.node.requires);
  return async (run) => {
    const found = flatten(run.data, run.isShared);
    if (found.length === 0) return;
    try {
      await run.inSpan('gateway.fetch', () => execute(run, found), { attributes });
    } catch (error) {
      run.errors.push(error as GraphQLError);
    }
  };
}

type Execute = (run: Run, found: readonly Fields[]) => Promise<void>;

function compileRootFetch({ node, path, send, asked, supergraphSchema }: FetchToCompile): Execute {
  const variablesOf = compileVariables(node.variableUsages);
  const rewriteOutput = compileRewrites(node.outputRewrites, supergraphSchema);
  return async (run, found) => {
    const response = await send(variablesOf(run.requestContext.request.variables), run);
    if (response.errors) takeErrors({ response, run, serviceName: node.serviceName, path, asked });
    const data = response.data;
    if (data) rewriteOutput?.(data);
    for (const target of found) deepMerge(target, data);
  };
}

function compileEntityFetch(fetch: FetchToCompile, requires: NonNullable<FetchNode['requires']>): Execute {
  const { node, path, send, asked, supergraphSchema, parts } = fetch;
  const variablesOf = compileVariables(node.variableUsages);
  const formOf = compileEntityForms(requires, supergraphSchema);
  const rewriteInput = compileRewrites(node.inputRewrites, supergraphSchema);
  const rewriteOutput = compileRewrites(node.outputRewrites, supergraphSchema);
  return async (run, found) => {
    const batch = batchOf(found, formOf, rewriteInput);
    const { representations, entities, indexes } = batch;
    if (representations.length === 0) return;
    const variables = variablesOf(run.requestContext.request.variables);
    if ('representations' in variables) throw new Error(`Variables cannot contain key "representations"`);
    const response = await send({ ...variables, representations }, run);
    if (response.errors) takeErrors({ response, run, serviceName: node.serviceName, path, asked, batch });
    const received = entitiesIn(response, representations.length);
    if (received === undefined) return;
    let firsts = 0;
    for (const [position, entity] of entities.entries()) {
      const answer = received[indexes[position] ?? 0];
      const isFirst = indexes[position] === firsts;
      if (isFirst) {
        firsts += 1;
        if (answer && !answer['__typename']) answer['__typename'] = entity['__typename'];
        rewriteOutput?.(answer);
      } else if (parts === 'shared') run.isShared = true;
      deepMerge(entity, isFirst || parts !== 'copied' || !answer ? answer : copyOf(answer));
    }
  };
}

function entitiesIn({ data }: SubgraphResponse, expected: number): Fields[] | undefined {
  if (!data) return undefined;
  const entities: unknown = data['_entities'];
  if (!(entities && Array.isArray(entities))) throw new Error(`Expected "data._entities" in response to be an array`);
  if (entities.length !== expected) throw new Error(`Expected "data._entities" to contain ${expected} elements`);
  return entities;
}

import { readFileSync } from 'node:fs';
import type { GraphQLSchema } from 'graphql';
import { fabricateSubgraph, type Fabrication } from '../support/fabricate.ts';
import type { TestGraph } from '../support/subgraphs.ts';

const read = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');

/** The shop's own graph over subgraphs whose answers are made up. */
export function shopGraph(rates: Omit<Fabrication, 'sdl'> = {}): TestGraph {
  const common = read('packages/subgraph-kit/src/graphql/common.graphql');
  const schemas = ['user', 'inventory', 'order', 'payment'].map((name): [string, GraphQLSchema] => [
    name,
    fabricateSubgraph({ sdl: `${read(`subgraphs/${name}/schema.graphql`)}\n${common}`, ...rates }),
  ]);
  return { supergraphSdl: read('router/supergraph.graphql'), schemas: Object.fromEntries(schemas) };
}

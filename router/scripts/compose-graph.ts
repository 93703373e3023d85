import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';

/** A subgraph's schema, to be composed. */
export type SubgraphSchema = { readonly name: string; readonly url: string; readonly sdl: string };

/** The graph that several subgraphs make: for the router's planner, and as clients see it. */
export type Composition = {
  readonly supergraphSdl: string;
  readonly apiSdl: string;
  readonly hints: readonly string[];
};

/** The subgraphs do not fit together. `message` lists every reason. */
export class CompositionError extends Error {
  override readonly name = 'CompositionError';
}

/**
 * Composes subgraphs into one graph.
 * @throws CompositionError when they contradict each other
 */
export function compose(subgraphs: readonly SubgraphSchema[]): Composition {
  const result = composeServices(subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })));
  if (result.errors) throw new CompositionError(result.errors.map((error) => `  ${error.message}`).join('\n'));
  return {
    supergraphSdl: `${result.supergraphSdl.trim()}\n`,
    apiSdl: `${printSchema(result.schema.toAPISchema().toGraphQLJSSchema()).trim()}\n`,
    hints: result.hints.map((hint) => hint.toString()),
  };
}

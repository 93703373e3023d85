import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse, type GraphQLSchema } from 'graphql';

/** A subgraph without a database or a process of its own. */
export type TestSubgraph = { readonly name: string; readonly sdl: string; readonly resolvers: object };

/** Subgraphs composed into one graph. */
export type TestGraph = { readonly supergraphSdl: string; readonly schemas: Readonly<Record<string, GraphQLSchema>> };

export function composeSubgraphs(subgraphs: readonly TestSubgraph[]): TestGraph {
  const composed = composeServices(
    subgraphs.map(({ name, sdl }) => ({ name, url: `http://${name}.invalid`, typeDefs: parse(sdl) })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  const schemas = subgraphs.map(
    ({ name, sdl, resolvers }) =>
      [name, buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: resolvers as never })] as const,
  );
  return { supergraphSdl: composed.supergraphSdl, schemas: Object.fromEntries(schemas) };
}

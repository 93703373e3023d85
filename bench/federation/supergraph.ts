import { composeServices } from '@apollo/composition';
import { benchmarkSubgraphs } from './subgraphs.ts';

/**
 * The benchmark's supergraph.
 * @param url - where each subgraph answers
 */
export function benchmarkSupergraph(url: (name: string) => string): string {
  const { supergraphSdl, errors } = composeServices(
    benchmarkSubgraphs.map(({ name, typeDefs }) => ({ name, typeDefs, url: url(name) })),
  );
  if (supergraphSdl === undefined) throw new Error(`The benchmark does not compose: ${errors?.map(String).join('\n')}`);
  return supergraphSdl;
}

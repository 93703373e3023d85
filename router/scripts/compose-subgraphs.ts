import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compose, type Composition } from './compose-graph.ts';
import { subgraphList } from '../src/subgraph-list.ts';

const repository = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(fileURLToPath(new URL(path, repository)), 'utf8');

/** Composes the subgraphs as their folders describe them now. */
export function composeSubgraphs(): Composition {
  const common = read('packages/subgraph-kit/src/graphql/common.graphql');
  return compose(
    subgraphList.map(({ name, defaultUrl, folder }) => ({
      name,
      url: defaultUrl,
      sdl: `${read(`${folder}/schema.graphql`)}\n${common}`,
    })),
  );
}

import type { ResponsePath } from '@apollo/query-planner';
import type { GraphQLError, GraphQLFormattedError } from 'graphql';
import type { SubgraphResponse } from '../gateway-internals.ts';
import { forEachPlace, type Place } from './response-path.ts';
import type { Batch } from './representations.ts';
import type { Run } from './run.ts';
import { subgraphError } from './subgraph-error.ts';

type FailedFetch = {
  readonly response: SubgraphResponse;
  readonly run: Run;
  readonly serviceName: string;
  readonly path: ResponsePath;
  /** How the client calls what is fetched under a name. */
  readonly asked: (planned: string) => string;
  /** The entities asked for; none for a fetch of root fields. */
  readonly batch?: Batch;
};

/** Adds the errors of a subgraph's answer to those of the run, each at every place of the answer that it is about. */
export function takeErrors({ response, run, serviceName, path, asked, batch }: FailedFetch): void {
  if (!response.errors) return;
  const placed = (error: GraphQLFormattedError, place: Place | undefined): GraphQLError =>
    subgraphError(
      error,
      serviceName,
      place?.map((step) => (typeof step === 'string' ? asked(step) : step)),
    );
  const placesOf = batch && entityPlaces(run, path, batch);
  const errors = response.errors.map((error) => {
    // An error that is none fails where its message is read, as in the stock executor.
    const errorPath = (error as GraphQLFormattedError | null)?.path;
    const index = errorPath?.[1];
    if (placesOf !== undefined && errorPath !== undefined && typeof index === 'number')
      return placesOf(index).map(({ place, order }) => ({
        order,
        error: placed(error, [...place, ...errorPath.slice(2)]),
      }));
    return [{ order: -1, error: placed(error, errorPath && ([...path, ...errorPath] as Place)) }];
  });
  run.errors.push(...inOrderOfPlaces(errors.flat(), batch));
  recordErrorPaths(run, response.errors, serviceName);
}

type PlacedError = { readonly order: number; readonly error: GraphQLError };

/** An error that stands for several equal entities stands where each of them alone would have put it. */
function inOrderOfPlaces(errors: PlacedError[], batch: Batch | undefined): GraphQLError[] {
  const isSpread = batch !== undefined && batch.entities.length > batch.representations.length;
  if (isSpread && errors.every(({ order }) => order >= 0)) errors.sort((a, b) => a.order - b.order);
  return errors.map(({ error }) => error);
}

type EntityPlace = { readonly place: Place; readonly order: number };

/** Finds, when the first error asks, the places of each representation's entities. */
function entityPlaces(
  run: Run,
  path: ResponsePath,
  { entities, indexes, representations }: Batch,
): (index: number) => readonly EntityPlace[] {
  let places: EntityPlace[][] | undefined;
  const find = (): EntityPlace[][] => {
    const indexOf = new Map<unknown, number>(entities.map((entity, position) => [entity, indexes[position] ?? 0]));
    const found: EntityPlace[][] = representations.map(() => []);
    let order = 0;
    forEachPlace(run.data, path, (place, entity) => {
      const index = indexOf.get(entity);
      if (index !== undefined) found[index]?.push({ place, order: order++ });
    });
    return found;
  };
  // An index that was never sent has no place, as in the stock executor.
  const nowhere: readonly EntityPlace[] = [{ place: [], order: -1 }];
  return (index) => {
    const found = (places ??= find())[index];
    return found === undefined || found.length === 0 ? nowhere : found;
  };
}

/** What the server's usage reporting wants to know of errors. */
function recordErrorPaths(run: Run, errors: readonly GraphQLFormattedError[], subgraph: string): void {
  const { metrics } = run.requestContext;
  const paths = errors.map(({ path }) => ({ subgraph, path }));
  if (metrics.nonFtv1ErrorPaths) metrics.nonFtv1ErrorPaths.push(...paths);
  else metrics.nonFtv1ErrorPaths = paths;
}

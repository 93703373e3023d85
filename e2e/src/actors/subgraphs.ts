import { newId } from '@storegraph/subgraph-kit/id';
import { signStatement, VIEWER_HEADER, type Viewer } from '@storegraph/subgraph-kit/viewer';
import type { SubgraphName } from '@storegraph/standalone/services';
import { buildSchema, type GraphQLFormattedError, type GraphQLSchema } from 'graphql';
import type { Shop } from '../stack/shop.ts';

/** A subgraph's answer, loosely typed: a test looks at what it asked for. */
type Answer = { readonly status: number; readonly data: any; readonly errors: readonly GraphQLFormattedError[] };

/** Sends an operation to a subgraph past the router, with any headers. */
export async function post(
  { subgraphUrls }: Pick<Shop, 'subgraphUrls'>,
  subgraph: SubgraphName,
  { query, variables }: { readonly query: string; readonly variables?: object },
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const response = await fetch(`${subgraphUrls[subgraph]}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors = [] } = JSON.parse(await response.text());
  return { status: response.status, data, errors };
}

/** What the router says of who asks, and for which request. */
export function statementOf(viewer: Viewer, secret: string): Readonly<Record<string, string>> {
  const requestId = newId();
  return {
    'x-request-id': requestId,
    [VIEWER_HEADER]: signStatement({ viewer, requestId }, new TextEncoder().encode(secret)),
  };
}

/** The schema that a subgraph tells its router, with the entities that it can be asked for. */
export async function schemaOf(shop: Shop, subgraph: SubgraphName): Promise<GraphQLSchema> {
  const statement = statementOf({ kind: 'service', service: 'test' }, shop.secrets.internalSecret);
  const { data } = await post(shop, subgraph, { query: '{ _service { sdl } }' }, statement);
  const entities = [...data._service.sdl.matchAll(/^type (\w+)[^{]*@key/gm)].map(([, name]) => name);
  return buildSchema(
    `${data._service.sdl} scalar _Any union _Entity = ${entities.join(' | ')} type _Service { sdl: String! }
    extend type Query { _entities(representations: [_Any!]!): [_Entity]! _service: _Service! }`,
    { assumeValidSDL: true },
  );
}

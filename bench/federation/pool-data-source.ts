import type { GraphQLDataSource } from '@apollo/gateway';
import { Pool } from 'undici';
import type { BenchmarkContext } from './context.ts';

type Answer = Awaited<ReturnType<GraphQLDataSource['process']>>;

/** Reaches a subgraph as our router does: kept-alive connections of an undici pool, headers from scratch, no more. */
export function poolDataSource(url: string): GraphQLDataSource<BenchmarkContext> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, keepAliveTimeout: 30_000 });
  return {
    process: async ({ request: { query, variables }, context }) => {
      const response = await pool.request({
        path: pathname,
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: context['authorization'] },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.body.json()) as Answer;
    },
  };
}

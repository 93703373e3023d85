import type { PreparingDataSource } from '@storegraph/gateway-executor/data-source';
import { Pool } from 'undici';
import type { BenchmarkContext } from './context.ts';

type Answer = Awaited<ReturnType<PreparingDataSource['process']>>;

/**
 * Reaches a subgraph as our router does: kept-alive connections of an undici pool, headers from scratch, the text of
 * each fetch serialised once.
 */
export function poolDataSource(url: string): PreparingDataSource {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections: 64, keepAliveTimeout: 30_000 });
  const send = async (body: string, { authorization }: BenchmarkContext): Promise<Answer> => {
    const response = await pool.request({
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body,
    });
    return (await response.body.json()) as Answer;
  };
  return {
    prepareFetch: ({ query }) => {
      const start = `{"query":${JSON.stringify(query)},"variables":`;
      return (variables, { context }) => send(`${start}${JSON.stringify(variables)}}`, context as BenchmarkContext);
    },
    process: ({ request: { query, variables }, context }) =>
      send(JSON.stringify({ query, variables }), context as BenchmarkContext),
  };
}

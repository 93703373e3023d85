import type { ServerResponse } from 'node:http';
import { sendJson } from '@storegraph/subgraph-kit/http/http-server';

/** Resolves while what it checks answers. */
export type ReadinessCheck = () => Promise<unknown>;

const CHECK_TIMEOUT_MS = 2_000;

/** Asks a subgraph in a process of its own, which looks at its database. */
export const readinessOf =
  (url: string): ReadinessCheck =>
  async () => {
    const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(CHECK_TIMEOUT_MS) });
    if (!response.ok) throw new Error(`It answers ${response.status}`);
  };

/**
 * Answers `/health/ready`: ready while every part answers, since selling needs them all, and else which are down. A
 * router that is not ready still answers what the other parts know.
 */
export function createReadiness(
  checks: Readonly<Record<string, ReadinessCheck>>,
): (response: ServerResponse) => Promise<void> {
  return async (response) => {
    const parts = await Promise.all(
      Object.entries(checks).map(async ([name, check]): Promise<[string, boolean]> => {
        const isUp = await check().then(
          () => true,
          () => false,
        );
        return [name, isUp];
      }),
    );
    const isReady = parts.every(([, isUp]) => isUp);
    const status = Object.fromEntries(parts.map(([name, isUp]) => [name, isUp ? 'up' : 'down']));
    sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', parts: status });
  };
}

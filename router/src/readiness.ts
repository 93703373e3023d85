import type { ServerResponse } from 'node:http';
import { newId } from '@storegraph/subgraph-kit/id';
import { sendJson } from '@storegraph/subgraph-kit/http/http-server';
import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { withinTime } from '@storegraph/subgraph-kit/concurrency/time-limit';

/** Resolves while what it checks answers. */
export type ReadinessCheck = () => Promise<unknown>;

const CHECK_TIMEOUT_MS = 2_000;

/** One check per subgraph: does it answer the smallest query? */
export const subgraphChecks = (
  clients: Readonly<Record<string, SubgraphClient>>,
): Readonly<Record<string, ReadinessCheck>> =>
  Object.fromEntries(
    Object.entries(clients).map(([name, client]) => [
      name,
      async () => {
        const viewer = { kind: 'anonymous', visitorId: null } as const;
        const { result } = await withinTime({ timeoutMs: CHECK_TIMEOUT_MS }, (signal) =>
          client({ query: '{ __typename }', viewer, requestId: newId(), signal }),
        );
        if (result.errors) throw new Error(result.errors[0]?.message);
      },
    ]),
  );

/**
 * Answers `/health/ready`. Ready means that every part has answered at least once since the start: traffic waits for
 * the whole shop to come up. Later a subgraph that is down is named but does not take the router with it, since the
 * others' fields still work.
 */
export function createReadiness(
  checks: Readonly<Record<string, ReadinessCheck>>,
): (response: ServerResponse) => Promise<void> {
  const answeredOnce = new Set<string>();
  return async (response) => {
    const parts = await Promise.all(
      Object.entries(checks).map(async ([name, check]): Promise<[string, boolean]> => {
        const isUp = await check().then(
          () => true,
          () => false,
        );
        if (isUp) answeredOnce.add(name);
        return [name, isUp];
      }),
    );
    const isReady = answeredOnce.size === parts.length;
    const status = Object.fromEntries(parts.map(([name, isUp]) => [name, isUp ? 'up' : 'down']));
    sendJson(response, isReady ? 200 : 503, { status: isReady ? 'ready' : 'not ready', parts: status });
  };
}

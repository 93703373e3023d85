import { httpSubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-client';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { runService } from '@storegraph/subgraph-kit/service/run-service';
import { httpSubgraphStream } from '@storegraph/subgraph-kit/http/stream-over-http';
import { readRouterEnv, routerOptions, subgraphUrl } from './env.ts';
import { readinessOf } from './readiness.ts';
import { followKeySet } from './remote-key-set.ts';
import { startRouter } from './server.ts';
import { subgraphList } from './subgraph-list.ts';

await runService(async () => {
  const env = readRouterEnv();
  const links = subgraphList.map(({ name }) => {
    const options = { url: subgraphUrl(env, name), secret: env.INTERNAL_SECRET };
    return { name, requests: httpSubgraphClient(options), streams: httpSubgraphStream(options) };
  });
  const endedSessions = httpSubgraphStream({ url: subgraphUrl(env, 'user'), secret: env.INTERNAL_SECRET });
  const keysUrl = env.JWKS_URL ?? new URL('/.well-known/jwks.json', subgraphUrl(env, 'user')).href;
  const log = createLogger('router', env.LOG_LEVEL);
  const keys = followKeySet(new URL(keysUrl), log);
  const router = await startRouter({
    host: env.HOST,
    port: env.PORT,
    clients: Object.fromEntries(links.map(({ name, requests }) => [name, requests.client])),
    streams: Object.fromEntries(links.map(({ name, streams }) => [name, streams.stream])),
    endedSessions: endedSessions.stream,
    readinessChecks: Object.fromEntries(links.map(({ name }) => [name, readinessOf(subgraphUrl(env, name))])),
    keySet: keys.keySet,
    ...routerOptions(env),
    addressSecret: env.INTERNAL_SECRET,
    log,
  });
  return {
    stop: async () => {
      await router.stop();
      keys.stop();
      await endedSessions.close();
      await Promise.all(links.flatMap(({ requests, streams }) => [requests.close(), streams.close()]));
    },
  };
});

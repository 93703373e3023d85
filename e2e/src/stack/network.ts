import type { ClusterOptions, ServiceName } from '@storegraph/standalone/cluster';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { subgraphNames } from '@storegraph/standalone/services';
import { startEventShuffler } from './event-shuffler.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';
import { startHttpRelay, type Between } from './http-relay.ts';
import type { ShopTimes } from './shop.ts';

/** What lies between the processes of a shop, and between them and their databases. */
export type Network = {
  readonly route: NonNullable<ClusterOptions['route']>;
  /** As the services reach them. */
  readonly databases: DatabaseUrls;
  readonly faultsOf: (part: ServiceName | 'database') => FaultProxy;
  readonly close: () => Promise<void>;
};

export async function openNetwork(
  databases: DatabaseUrls,
  { hasFaults = false, eventShuffle }: Pick<ShopTimes, 'hasFaults' | 'eventShuffle'>,
): Promise<Network> {
  const opened: Between[] = [];
  const keep = <Kind extends Between>(between: Kind): Kind => {
    opened.push(between);
    return between;
  };
  const proxies = new Map<ServiceName | 'database', FaultProxy>();
  const throughProxy = async (part: ServiceName | 'database', url: string): Promise<string> => {
    const proxy = keep(await startFaultProxy(url));
    proxies.set(part, proxy);
    return proxy.url;
  };
  // All four lie on one server.
  if (hasFaults) await throughProxy('database', databases.order.url);
  const moved = (url: string): string => {
    const proxy = proxies.get('database');
    return proxy === undefined ? url : Object.assign(new URL(url), { host: `127.0.0.1:${proxy.port}` }).href;
  };
  return {
    route: async (service, addresses) => {
      let url: string = addresses[0];
      if (addresses.length > 1) url = keep(await startHttpRelay(addresses)).url;
      if (service === 'order' && eventShuffle !== undefined)
        url = keep(await startEventShuffler(url, eventShuffle)).url;
      return hasFaults ? throughProxy(service, url) : url;
    },
    databases: Object.fromEntries(
      subgraphNames.map((name) => [
        name,
        { url: moved(databases[name].url), migrationUrl: moved(databases[name].migrationUrl) },
      ]),
    ) as DatabaseUrls,
    faultsOf: (part) => {
      const proxy = proxies.get(part);
      if (proxy === undefined) throw new Error('This shop was started without faults');
      return proxy;
    },
    close: async () => {
      for (const between of opened.toReversed()) await between.close();
    },
  };
}

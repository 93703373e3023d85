import { createContext, use, useState, useSyncExternalStore, type ReactNode } from 'react';
import { Provider, useQuery, type AnyVariables, type UseQueryArgs, type UseQueryResponse } from 'urql';
import { createClient } from './client.ts';
import type { Session, SessionState } from './session.ts';
import type { Shop } from './shop.ts';

const ShopContext = createContext<Shop | null>(null);

const useShop = (): Shop => {
  const shop = use(ShopContext);
  if (!shop) throw new Error('useShop needs a GraphqlProvider above it');
  return shop;
};

export const GraphqlProvider = ({
  shop,
  url,
  fetch = globalThis.fetch,
  children,
}: {
  readonly shop: Shop;
  readonly url: string;
  readonly fetch?: typeof globalThis.fetch;
  readonly children: ReactNode;
}): ReactNode => {
  const { session, connection, live } = shop;
  const audience = useSyncExternalStore(session.subscribe, session.audience);
  const connect = () => ({ audience, client: createClient({ url, session, connection, live, fetch }) });
  const [connected, setConnected] = useState(connect);
  // Cached answers belong to the person they were given to: another one starts with an empty cache.
  if (connected.audience !== audience) setConnected(connect);
  return (
    <ShopContext value={shop}>
      <Provider value={connected.client}>{children}</Provider>
    </ShopContext>
  );
};

export const useSession = (): { readonly session: Session; readonly state: SessionState } => {
  const { session } = useShop();
  return { session, state: useSyncExternalStore(session.subscribe, session.state) };
};

export const useConnection = (): { readonly isLost: boolean; readonly retry: () => void } => {
  const { connection } = useShop();
  return { isLost: useSyncExternalStore(connection.subscribe, connection.isLost), retry: connection.retry };
};

/** Whether the shop reports every change that the page subscribed to. */
export const useIsLive = (): boolean => {
  const { live } = useShop();
  return useSyncExternalStore(live.subscribe, live.isUp);
};

/** `useQuery` for answers that depend on who asks: it waits until that is known, and asks anew for what it knows. */
export const usePersonalQuery = <Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> => {
  const { state } = useSession();
  return useQuery<Data, Variables>({
    requestPolicy: 'cache-and-network',
    ...args,
    pause: args.pause === true || state.kind === 'unknown',
  });
};

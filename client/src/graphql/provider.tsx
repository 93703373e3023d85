import { createContext, use, useMemo, useRef, useSyncExternalStore, type ReactNode } from 'react';
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

/** Who the cached answers belong to: another person never sees them. */
const identity = (state: SessionState): string => (state.kind === 'signed-in' ? state.viewer.id : state.kind);

/** A number that grows when the person changes, and not while it only becomes known who it is. */
const useGeneration = (state: SessionState): number => {
  const seen = useRef({ identity: identity(state), generation: 0 });
  const now = identity(state);
  if (seen.current.identity !== now) {
    const wasKnown = seen.current.identity !== 'unknown';
    seen.current = { identity: now, generation: seen.current.generation + (wasKnown ? 1 : 0) };
  }
  return seen.current.generation;
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
  const { session, connection } = shop;
  const state = useSyncExternalStore(session.subscribe, session.state);
  const generation = useGeneration(state);
  // `generation` is the reason for a new client, and so for a new, empty cache.
  const client = useMemo(
    () => createClient({ url, session, connection, fetch }),
    [url, session, connection, fetch, generation],
  );
  return (
    <ShopContext value={shop}>
      <Provider value={client}>{children}</Provider>
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

/** `useQuery` for answers that depend on who asks: it waits until that is known. */
export const usePersonalQuery = <Data, Variables extends AnyVariables>(
  args: UseQueryArgs<Variables, Data>,
): UseQueryResponse<Data, Variables> => {
  const { state } = useSession();
  return useQuery<Data, Variables>({ ...args, pause: args.pause === true || state.kind === 'unknown' });
};

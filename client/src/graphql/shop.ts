import { createConnection, type Connection } from './connection.ts';
import { createLiveLink, type LiveLink } from './live-link.ts';
import { createSession, type Session } from './session.ts';

/** What lives as long as the page: who is here, whether the shop answers, and what it tells by itself. */
export type Shop = { readonly session: Session; readonly connection: Connection; readonly live: LiveLink };

export const createShop = (url: string, fetch: typeof globalThis.fetch = globalThis.fetch): Shop => {
  const session = createSession(url, fetch);
  return { session, connection: createConnection(), live: createLiveLink(`${url}/stream`, session, fetch) };
};

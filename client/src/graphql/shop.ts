import { createConnection, type Connection } from './connection.ts';
import { createSession, type Session } from './session.ts';

/** What lives as long as the page: who is here, and whether the shop answers. */
export type Shop = { readonly session: Session; readonly connection: Connection };

export const createShop = (url: string, fetch: typeof globalThis.fetch = globalThis.fetch): Shop => ({
  session: createSession(url, fetch),
  connection: createConnection(),
});

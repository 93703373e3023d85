/** One subgraph of the shop. */
export type SubgraphEntry = {
  readonly name: string;
  /** Where it listens unless `SUBGRAPH_<NAME>_URL` says otherwise. */
  readonly defaultUrl: string;
  /** Its folder, from the repository's root; `schema.graphql` lies there. */
  readonly folder: string;
  /** Sees the browser's cookies and may set some: for the subgraph that signs people in, and no other. */
  readonly handlesCookies: boolean;
};

/**
 * Every subgraph behind the router. A new one joins by adding its folder and a line here, then `npm run compose -w
 * router`.
 */
export const subgraphList: readonly SubgraphEntry[] = [
  { name: 'user', defaultUrl: 'http://127.0.0.1:4001', folder: 'subgraphs/user', handlesCookies: true },
  { name: 'inventory', defaultUrl: 'http://127.0.0.1:4002', folder: 'subgraphs/inventory', handlesCookies: false },
  { name: 'order', defaultUrl: 'http://127.0.0.1:4003', folder: 'subgraphs/order', handlesCookies: false },
  { name: 'payment', defaultUrl: 'http://127.0.0.1:4004', folder: 'subgraphs/payment', handlesCookies: false },
];

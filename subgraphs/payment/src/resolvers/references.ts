/** A thing of another subgraph: the router asks its owner for the rest. */
export type Reference = { readonly id: string };

/** An entity of another subgraph, or one whose fields are loaded when asked for. */
export type Reference = { readonly id: string };

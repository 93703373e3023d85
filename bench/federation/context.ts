/** What of a client's request a subgraph gets. */
export type BenchmarkContext = { readonly authorization: string };

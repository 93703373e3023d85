import { DateTimeISOResolver, SafeIntResolver } from 'graphql-scalars';

/** How the scalars of `common.graphql` are read and written, by name. Subgraphs and the router take the same values. */
export const scalars = { DateTime: DateTimeISOResolver, SafeInt: SafeIntResolver } as const;

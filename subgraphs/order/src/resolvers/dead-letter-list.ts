import type { DeadLetter } from '@storegraph/subgraph-kit/dead-letter-store';
import type { Connection } from '@storegraph/subgraph-kit/pagination';

/** What resolvers return for a page of dead letters. */
export type DeadLetterConnection = Connection<DeadLetter>;

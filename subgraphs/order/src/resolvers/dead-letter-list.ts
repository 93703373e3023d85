import type { DeadLetter } from '@storegraph/subgraph-kit/events/dead-letter-store';
import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';

/** What resolvers return for a page of dead letters. */
export type DeadLetterConnection = Connection<DeadLetter>;

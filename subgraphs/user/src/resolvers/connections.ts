import type { Connection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { User } from '../domain/user.ts';

/** What resolvers return for a page of users. */
export type UserConnection = Connection<User>;

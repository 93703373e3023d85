import type { Place } from '@storegraph/subgraph-kit/concurrency/fair-queue';
import type { RequestContext } from '@storegraph/subgraph-kit/service/subgraph';

/** From where something is tried, and until when somebody waits for the answer. */
export type Origin = Pick<RequestContext, 'addressHash' | 'signal' | 'userAgent'>;

/** The turn in hashing: each address has its share. */
export const placeOf = ({ addressHash = '', signal }: Origin): Place => ({ share: addressHash, signal });

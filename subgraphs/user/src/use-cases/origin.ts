import type { Place } from '@storegraph/subgraph-kit/concurrency/fair-queue';
import type { RequestContext } from '@storegraph/subgraph-kit/service/subgraph';

/** From where something is tried, and until when somebody waits for the answer. */
export type Origin = Pick<RequestContext, 'addressHash' | 'signal' | 'userAgent'>;

/** The turn in hashing: each address has its share. */
export const placeOf = ({ addressHash = '', signal }: Origin): Place => ({ share: addressHash, signal });

/** From where somebody signs in. */
export type LoginOrigin = Origin & {
  /** The caller's device, when the account was signed in to on it before. */
  readonly knownDevice: (userId: string) => Promise<string | null>;
};

/** What wrong tries are counted by: strangers cannot use up those of a known device. */
export const countedAs = (account: string, knownDevice: string | null): string =>
  knownDevice === null ? account : `${account} ${knownDevice}`;

import type { Person } from '@storegraph/subgraph-kit/viewer';
import { endSessionsOf } from '../db/session-store.ts';
import type { Deps } from './deps.ts';

/** Ends every session of the caller; returns how many that were. */
export const logoutEverywhere = ({ database }: Deps, { userId }: Person): Promise<number> =>
  database.transaction((tx) => endSessionsOf(tx, userId));

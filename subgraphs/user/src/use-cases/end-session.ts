import { idOrNil } from '@storegraph/subgraph-kit/id';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import type { Person } from '@storegraph/subgraph-kit/viewer';
import * as store from '../db/session-store.ts';
import { sessionNotFound, type NotFound } from '../domain/refusals.ts';
import type { Deps } from './deps.ts';

/** Ends a session of the caller; somebody else's is none of theirs. */
export function endSession(
  { database }: Deps,
  { userId }: Person,
  { sessionId }: { readonly sessionId: string },
): Promise<Result<void, NotFound>> {
  return database.transaction(async (tx) => {
    const ended = await store.endSession(tx, idOrNil(sessionId), { userId });
    return ended > 0 ? ok(undefined) : refuse(sessionNotFound);
  });
}

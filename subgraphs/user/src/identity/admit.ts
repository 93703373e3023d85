import type { Db } from '@storegraph/subgraph-kit/database/database';
import { signedOut, type Viewer } from '@storegraph/subgraph-kit/viewer';
import { findSession } from '../db/session-store.ts';

/** Who asks by what the database says now: an access token may outlive its session. */
export async function admit(db: Db, viewer: Viewer): Promise<Viewer> {
  if (viewer.kind !== 'user') return viewer;
  const session = await findSession(db, viewer.sessionId);
  return session?.userId === viewer.userId ? viewer : signedOut(viewer);
}

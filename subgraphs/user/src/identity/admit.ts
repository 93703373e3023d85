import type { Db } from '@storegraph/subgraph-kit/database/database';
import { signedOut, type Person, type Viewer } from '@storegraph/subgraph-kit/viewer';
import { isApiKeyOpen } from '../db/api-key-store.ts';
import { findSession } from '../db/session-store.ts';

/** Who asks by what the database says now: an access token may outlive its session. */
export const admit = async (db: Db, viewer: Viewer): Promise<Viewer> =>
  viewer.kind !== 'user' || (await isAdmitted(db, viewer)) ? viewer : signedOut(viewer);

/** True while a person's session lasts, and an API key is not revoked. */
export async function isAdmitted(db: Db, { userId, sessionId, isMachine }: Person): Promise<boolean> {
  return isMachine === true ? isApiKeyOpen(db, userId) : (await findSession(db, sessionId))?.userId === userId;
}

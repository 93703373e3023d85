import { randomUUID } from 'node:crypto';
import { demoSignIns } from '@storegraph/demo-shop/people';
import { parseAccessTokenKeys } from '@storegraph/user/identity/access-token-keys';
import { importJWK, SignJWT } from 'jose';
import { createPool } from 'mysql2/promise';
import type { BackingServices } from './backing-services.ts';

/** Who a token is for. */
type Holder = { readonly id: string; readonly role: 'CUSTOMER' | 'STAFF' | 'ADMIN'; readonly isGuest: boolean };

const ISSUER = 'storegraph';
const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const staff: Holder = { id: demoSignIns.staff.id, role: 'STAFF', isGuest: false };

/**
 * Opens sessions and signs access tokens of them as the user subgraph does, each of one of its own, so that no two are
 * equal. They live for a whole run, where the shop's live ten minutes.
 */
export async function signTokens(
  { databases, secrets }: BackingServices,
  count: number,
  holder: (index: number) => Holder = () => staff,
): Promise<string[]> {
  const key = parseAccessTokenKeys(secrets.accessTokenKeys)?.keys[0];
  if (key === undefined) throw new Error('The secrets hold no keys');
  const signingKey = await importJWK(key, 'EdDSA');
  const sessions = Array.from({ length: count }, (_, index) => ({ ...holder(index), sessionId: randomUUID() }));
  const pool = createPool({ uri: databases.user.url, connectionLimit: 1 });
  for (const { id, sessionId } of sessions)
    await pool.query('insert into session (id, user_id, expires_at) values (?, ?, utc_timestamp(3) + interval 1 day)', [
      bytesOf(sessionId),
      bytesOf(id),
    ]);
  await pool.end();
  return Promise.all(
    sessions.map(({ id, sessionId, role, isGuest }) =>
      new SignJWT({ sub: id, sid: sessionId, role, guest: isGuest })
        .setProtectedHeader({ alg: 'EdDSA', kid: key.kid, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setIssuedAt()
        .setExpirationTime('6h')
        .sign(signingKey),
    ),
  );
}

import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { newId } from './id.ts';
import { signViewer, verifyViewer, type Viewer } from './viewer.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
const viewer: Viewer = { kind: 'user', userId: newId(), role: 'STAFF', isGuest: false, sessionId: newId(), visitorId: null };

it('gives back who was stated, and the request it was stated for', async () => {
  expect(await verifyViewer(await signViewer(viewer, secret, 'r-1'), secret)).toEqual({ viewer, requestId: 'r-1' });
});

const forge = (payload: Record<string, unknown>) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setIssuer('storegraph').setJti('r');

it.each<[string, () => Promise<string | undefined>]>([
  ['missing', async () => undefined],
  ['not a token', async () => 'x.y.z'],
  ['signed with another secret', () => signViewer(viewer, new TextEncoder().encode('another secret of 32 characters!!'), 'r')],
  ['unsigned', async () => `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ viewer, iss: 'storegraph', jti: 'r', exp: 9_999_999_999 }))}.`],
  ['expired', () => forge({ viewer }).setExpirationTime('-1s').sign(secret)],
  ['without expiry', () => forge({ viewer }).sign(secret)],
  ['of an unknown role', () => forge({ viewer: { ...viewer, role: 'ROOT' } }).setExpirationTime('30s').sign(secret)],
])('refuses a statement that is %s', async (_, statement) => {
  expect(await verifyViewer(await statement(), secret)).toBeNull();
});

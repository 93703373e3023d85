import { jwtVerify, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { newId } from './id.ts';
import { signViewer, verifyViewer, type Viewer } from './viewer.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
const viewer: Viewer = {
  kind: 'user',
  userId: newId(),
  role: 'STAFF',
  isGuest: false,
  sessionId: newId(),
  visitorId: null,
};

it('gives back who was stated, and the request it was stated for', () => {
  expect(verifyViewer(signViewer(viewer, secret, 'r-1'), secret)).toEqual({ viewer, requestId: 'r-1' });
});

const forge = (payload: Record<string, unknown>) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setIssuer('storegraph').setJti('r');

it('states it as a token that others can check', async () => {
  const { payload } = await jwtVerify(signViewer(viewer, secret, 'r-1'), secret, {
    algorithms: ['HS256'],
    issuer: 'storegraph',
  });
  expect(payload).toMatchObject({ viewer, jti: 'r-1' });
  expect((payload.exp ?? 0) - Date.now() / 1_000).toBeLessThanOrEqual(30);
});

it('takes a token of another maker', async () => {
  expect(verifyViewer(await forge({ viewer }).setExpirationTime('30s').sign(secret), secret)).toEqual({
    viewer,
    requestId: 'r',
  });
});

it('refuses a statement whose claims were changed after it was signed', () => {
  const [header, , signature] = signViewer(viewer, secret, 'r').split('.');
  const claims = { viewer: { ...viewer, role: 'ADMIN' }, iss: 'storegraph', jti: 'r', exp: 9_999_999_999 };
  expect(
    verifyViewer(`${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`, secret),
  ).toBeNull();
});

it.each<[string, () => string | undefined | Promise<string>]>([
  ['missing', () => undefined],
  ['not a token', () => 'x.y.z'],
  ['without a signature', () => signViewer(viewer, secret, 'r').replace(/[^.]*$/, '')],
  ['cut', () => signViewer(viewer, secret, 'r').slice(0, -4)],
  [
    'signed with another secret',
    () => signViewer(viewer, new TextEncoder().encode('another secret of 32 characters!!'), 'r'),
  ],
  [
    'unsigned',
    () =>
      `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ viewer, iss: 'storegraph', jti: 'r', exp: 9_999_999_999 }))}.`,
  ],
  ['expired', () => forge({ viewer }).setExpirationTime('-1s').sign(secret)],
  ['of another issuer', () => forge({ viewer }).setIssuer('shop').setExpirationTime('30s').sign(secret)],
  [
    'without its request',
    () =>
      new SignJWT({ viewer })
        .setProtectedHeader({ alg: 'HS256' })
        .setIssuer('storegraph')
        .setExpirationTime('30s')
        .sign(secret),
  ],
  [
    'of another algorithm',
    () =>
      new SignJWT({ viewer })
        .setProtectedHeader({ alg: 'HS512' })
        .setIssuer('storegraph')
        .setJti('r')
        .setExpirationTime('30s')
        .sign(secret),
  ],
  ['without expiry', () => forge({ viewer }).sign(secret)],
  [
    'of an unknown role',
    () =>
      forge({ viewer: { ...viewer, role: 'ROOT' } })
        .setExpirationTime('30s')
        .sign(secret),
  ],
])('refuses a statement that is %s', async (_, statement) => {
  expect(verifyViewer(await statement(), secret)).toBeNull();
});

import { jwtVerify, SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { newId } from './id.ts';
import { ROLE_PERMISSIONS } from './permissions.ts';
import { signStatement, verifyStatement, type Viewer } from './viewer.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
const viewer: Viewer = {
  kind: 'user',
  userId: newId(),
  role: 'STAFF',
  permissions: ['READ_ORDERS'],
  isGuest: false,
  sessionId: newId(),
  visitorId: null,
};

it('gives back who was stated, and the request it was stated for', () => {
  expect(verifyStatement(signStatement({ viewer, requestId: 'r-1' }, secret), secret)).toEqual({
    viewer,
    requestId: 'r-1',
  });
});

const forge = (payload: Record<string, unknown>) =>
  new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).setIssuer('storegraph').setJti('r');

it('states it as a token that others can check', async () => {
  const { payload } = await jwtVerify(signStatement({ viewer, requestId: 'r-1' }, secret), secret, {
    algorithms: ['HS256'],
    issuer: 'storegraph',
  });
  expect(payload).toMatchObject({ viewer, jti: 'r-1' });
  expect((payload.exp ?? 0) - Date.now() / 1_000).toBeLessThanOrEqual(30);
});

it('takes a token of another maker', async () => {
  expect(verifyStatement(await forge({ viewer }).setExpirationTime('30s').sign(secret), secret)).toEqual({
    viewer,
    requestId: 'r',
  });
});

it('refuses a statement whose claims were changed after it was signed', () => {
  const [header, , signature] = signStatement({ viewer, requestId: 'r' }, secret).split('.');
  const claims = { viewer: { ...viewer, role: 'ADMIN' }, iss: 'storegraph', jti: 'r', exp: 9_999_999_999 };
  expect(
    verifyStatement(`${header}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${signature}`, secret),
  ).toBeNull();
});

it.each<[string, () => string | undefined | Promise<string>]>([
  ['missing', () => undefined],
  ['not a token', () => 'x.y.z'],
  ['without a signature', () => signStatement({ viewer, requestId: 'r' }, secret).replace(/[^.]*$/, '')],
  ['cut', () => signStatement({ viewer, requestId: 'r' }, secret).slice(0, -4)],
  [
    'signed with another secret',
    () => signStatement({ viewer, requestId: 'r' }, new TextEncoder().encode('another secret of 32 characters!!')),
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
  expect(verifyStatement(await statement(), secret)).toBeNull();
});

it('takes a statement without permissions for one of a built-in role, and drops those that are not known here', async () => {
  const read = async (permissions?: readonly string[]): Promise<unknown> =>
    verifyStatement(
      await forge({ viewer: { ...viewer, permissions } })
        .setExpirationTime('30s')
        .sign(secret),
      secret,
    );
  expect(await read()).toMatchObject({ viewer: { permissions: ROLE_PERMISSIONS.STAFF } });
  expect(await read(['READ_ORDERS', 'OF_A_LATER_VERSION'])).toMatchObject({ viewer: { permissions: ['READ_ORDERS'] } });
});

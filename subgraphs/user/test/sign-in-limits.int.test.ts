import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous } from '@storegraph/testkit/viewers';
import {
  GUEST,
  LOGIN,
  newEmail,
  PASSWORD,
  REFRESH,
  REGISTER,
  REQUEST_RESET,
  startHarness,
  type Harness,
} from './harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    LOGIN_RATE: '8/600',
    REGISTER_RATE: '2/600',
    GUEST_RATE: '2/600',
    REFRESH_RATE: '2/600',
    RESET_RATE: '2/600',
    PASSWORD_FREE_TRIES: '2',
  });
});
afterAll(() => harness.stop());

type Ask = { readonly address?: string; readonly cookie?: string; readonly signal?: AbortSignal };
const askFrom = async (
  { subgraph }: Harness,
  query: string,
  input: object | undefined,
  { address, cookie, signal }: Ask,
) => {
  const { result, setCookies } = await subgraph.client({
    query,
    variables: { input },
    viewer: anonymous,
    requestId: newId(),
    addressHash: address,
    cookie,
    signal,
  });
  const [answer] = Object.values(result.data ?? {}) as { __typename: string }[];
  return { typename: answer?.__typename, setCookies, result };
};
const login = (email: string, password: string, ask: Ask) => askFrom(harness, LOGIN, { email, password }, ask);

it.each([
  ['asks for a new password', REQUEST_RESET, () => ({ email: newEmail() }), 'RequestPasswordResetSuccess'],
  ['registers', REGISTER, () => ({ name: 'Ada Okonjo', email: newEmail(), password: PASSWORD }), 'SignInSuccess'],
  ['begins as a guest', GUEST, () => ({ name: 'Gina', phone: '+1 555 010 0100' }), 'SignInSuccess'],
  ['refreshes', REFRESH, () => undefined, 'SessionEndedError'],
])('lets one address tire of trying, and no other, that %s', async (_, query, inputOf, answer) => {
  const cookie = `storegraph_refresh=${'x'.repeat(43)}`;
  const typenames: (string | undefined)[] = [];
  for (const address of ['one', 'one', 'one', 'another'])
    typenames.push((await askFrom(harness, query, inputOf(), { address, cookie })).typename);
  expect(typenames).toEqual([answer, answer, 'RateLimitedError', answer]);
});

it('refuses sign-ins from one address beyond its rate, whomever they try', async () => {
  const { email } = await harness.register();
  for (let tries = 0; tries < 8; tries++)
    expect((await login(newEmail(), 'wrong', { address: 'busy' })).typename).toBe('InvalidCredentialsError');
  expect((await login(email, PASSWORD, { address: 'busy' })).typename).toBe('RateLimitedError');
  expect((await login(email, PASSWORD, { address: 'quiet' })).typename).toBe('SignInSuccess');
});

it('makes strangers wait for an account that its owner still gets into from a known device', async () => {
  const { email } = await harness.register();
  const known = (await login(email, PASSWORD, { address: 'home' })).setCookies.find((each) => each.includes('device'));
  const cookie = known!.split(';')[0]!;
  const wrong: (string | undefined)[] = [];
  for (const address of ['a', 'b', 'c', 'd']) wrong.push((await login(email, 'wrong', { address })).typename);
  expect(wrong.slice(0, 2)).toEqual(['InvalidCredentialsError', 'InvalidCredentialsError']);
  expect(wrong[3]).toBe('RateLimitedError');
  expect((await login(email, PASSWORD, { address: 'e' })).typename).toBe('RateLimitedError');
  expect((await login(email, PASSWORD, { address: 'home', cookie })).typename).toBe('SignInSuccess');
});

it('does not take the device of one account for that of another', async () => {
  const [thief, victim] = [await harness.register(), await harness.register()];
  const { setCookies } = await login(thief.email, PASSWORD, { address: 'den' });
  const cookie = setCookies.find((each) => each.includes('device'))!.split(';')[0]!;
  for (let tries = 0; tries < 3; tries++) await login(victim.email, 'wrong', {});
  expect((await login(victim.email, 'wrong', { cookie })).typename).toBe('RateLimitedError');
});

it('counts wrong passwords on a known device, too', async () => {
  const { email } = await harness.register();
  const { setCookies } = await login(email, PASSWORD, {});
  const cookie = setCookies.find((each) => each.includes('device'))!.split(';')[0]!;
  for (let tries = 0; tries < 3; tries++) await login(email, 'wrong', { cookie });
  expect((await login(email, PASSWORD, { cookie })).typename).toBe('RateLimitedError');
});

it('does not hash for whom nobody waits', async () => {
  const small = await startHarness({ PASSWORD_QUEUE_LENGTH: '2', LOGIN_RATE: 'off' });
  onTestFinished(() => small.stop());
  const { email } = await small.register();
  const client = new AbortController();
  const address = 'one';
  const sent = Array.from({ length: 30 }, () =>
    askFrom(small, LOGIN, { email: newEmail(), password: 'wrong' }, { address, signal: client.signal }),
  );
  // Two are hashed and two wait; for others there is no room.
  const refused = await Promise.race(
    sent.map(async (each) => ((await each).typename === 'RateLimitedError' ? each : new Promise<never>(() => {}))),
  );
  expect(refused.typename).toBe('RateLimitedError');
  client.abort();
  const honest = await Promise.all([1, 2].map(() => askFrom(small, LOGIN, { email, password: PASSWORD }, { address })));
  expect(honest.map(({ typename }) => typename)).toEqual(['SignInSuccess', 'SignInSuccess']);
  await Promise.all(sent);
});

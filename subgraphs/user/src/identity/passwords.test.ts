import { expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = await createPasswords(100);
const place = { share: 'an address' };
const hashOf = async (password: string): Promise<string> => {
  const hashed = await passwords.hash(password, place);
  if (!hashed.ok) throw new Error('The queue is full');
  return hashed.value;
};
const yes = { ok: true, value: true };
const no = { ok: true, value: false };
const fits = async (hash: string | null, password: string) => passwords.verify(hash, password, place);

it('hashes with argon2id at 19 MiB and two passes, differently each time', async () => {
  const [one, other] = await Promise.all([hashOf('velvet otter'), hashOf('velvet otter')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
});

it('knows the password again, and no other', async () => {
  const hash = await hashOf('velvet otter');
  expect(await fits(hash, 'velvet otter')).toEqual(yes);
  expect(await fits(hash, 'Velvet otter')).toEqual(no);
});

it('works as hard for an account that does not exist', async () => {
  const hash = await hashOf('velvet otter');
  const workOf = async (passwordHash: string | null): Promise<number> => {
    const before = process.cpuUsage();
    for (let tries = 0; tries < 5; tries++) expect(await fits(passwordHash, 'another')).toEqual(no);
    return process.cpuUsage(before).user;
  };
  expect((await workOf(null)) / (await workOf(hash))).toBeGreaterThan(0.6);
});

it('is false without an account even for the password of the stand-in hash', async () => {
  expect(await fits(null, 'a password that nobody has')).toEqual(no);
});

it('leaves the process free while many sign in at once', async () => {
  const hash = await hashOf('velvet otter');
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await Promise.all(Array.from({ length: 20 }, () => fits(hash, 'another')));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});

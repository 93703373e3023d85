import { expect, it } from 'vitest';
import { createPasswords } from './passwords.ts';

const passwords = await createPasswords();

it('hashes with argon2id at 19 MiB and two passes, differently each time', async () => {
  const [one, other] = await Promise.all([passwords.hash('velvet otter'), passwords.hash('velvet otter')]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(other).not.toBe(one);
});

it('knows the password again, and no other', async () => {
  const hash = await passwords.hash('velvet otter');
  expect(await passwords.verify(hash, 'velvet otter')).toBe(true);
  expect(await passwords.verify(hash, 'Velvet otter')).toBe(false);
});

it('works as hard for an account that does not exist', async () => {
  const hash = await passwords.hash('velvet otter');
  const workOf = async (passwordHash: string | null): Promise<number> => {
    const before = process.cpuUsage();
    for (let tries = 0; tries < 5; tries++) expect(await passwords.verify(passwordHash, 'another')).toBe(false);
    return process.cpuUsage(before).user;
  };
  expect((await workOf(null)) / (await workOf(hash))).toBeGreaterThan(0.6);
});

it('is false without an account even for the password of the stand-in hash', async () => {
  expect(await passwords.verify(null, 'a password that nobody has')).toBe(false);
});

it('leaves the process free while many sign in at once', async () => {
  const hash = await passwords.hash('velvet otter');
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await Promise.all(Array.from({ length: 20 }, () => passwords.verify(hash, 'another')));
  clearInterval(timer);
  expect(ticks).toBeGreaterThan(5);
});

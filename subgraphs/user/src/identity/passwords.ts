import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { createFairQueue, type Place } from '@storegraph/subgraph-kit/concurrency/fair-queue';
import { ok, type RateLimited, type Result } from '@storegraph/subgraph-kit/result';

// The library's default is argon2id; 19 MiB and two passes are OWASP's figures for it.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Hashing runs on two of libuv's four threads at most: the others stay free for files and names while everybody signs
// in at once. A processor stays free for everything else, where there is more than one.
const AT_ONCE = Math.min(2, Math.max(1, availableParallelism() - 1));

const RETRY_AFTER_SECONDS = 2;

/** Hashes at once; for seeds and operators. Requests wait for their turn, by {@link Passwords}. */
export const hashPassword = (password: string): Promise<string> => hash(password, OPTIONS);

/** All but the preferred are refused when too many wait, and none is hashed whose request has ended. */
export type Passwords = {
  hash(password: string, place: Place): Promise<Result<string, RateLimited>>;
  /**
   * True when `password` is the one that was hashed. Without a hash it works as long as with one, and is false: the
   * time an answer takes does not tell whether an account exists.
   */
  verify(passwordHash: string | null, password: string, place: Place): Promise<Result<boolean, RateLimited>>;
};

/** @param maxWaiting - how many may wait for their turn */
export async function createPasswords(maxWaiting: number): Promise<Passwords> {
  const queue = createFairQueue({ atOnce: AT_ONCE, maxWaiting, retryAfterSeconds: RETRY_AFTER_SECONDS });
  const nobodysHash = await hashPassword('a password that nobody has');
  return {
    hash: (password, place) => queue.run(() => hashPassword(password), place),
    verify: async (passwordHash, password, place) => {
      const fits = await queue.run(() => verify(passwordHash ?? nobodysHash, password), place);
      return fits.ok ? ok(passwordHash !== null && fits.value) : fits;
    },
  };
}

import { hash, verify } from '@node-rs/argon2';
import pLimit from 'p-limit';

// The library's default is argon2id; 19 MiB and two passes are OWASP's figures for it.
const OPTIONS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Hashing runs on libuv's four threads. Half of them stay free for files and names while everybody signs in at once.
const AT_ONCE = 2;

export type Passwords = {
  hash(password: string): Promise<string>;
  /**
   * True when `password` is the one that was hashed. Without a hash it works as long as with one, and is false: the
   * time an answer takes does not tell whether an account exists.
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
};

export async function createPasswords(): Promise<Passwords> {
  const limit = pLimit(AT_ONCE);
  const nobodysHash = await hash('a password that nobody has', OPTIONS);
  return {
    hash: (password) => limit(() => hash(password, OPTIONS)),
    verify: async (passwordHash, password) => {
      const fits = await limit(() => verify(passwordHash ?? nobodysHash, password));
      return passwordHash !== null && fits;
    },
  };
}

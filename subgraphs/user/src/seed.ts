import type { DemoCustomer, DemoSignIn } from '@storegraph/demo-shop/types';
import { bulkInsert } from '@storegraph/subgraph-kit/database/bulk-insert';
import type { Db } from '@storegraph/subgraph-kit/database/database';
import { newId } from '@storegraph/subgraph-kit/id';
import { addressTable, userTable } from './db/schema.ts';
import { emailKeyOf } from './domain/email-key.ts';
import { hashPassword } from './identity/passwords.ts';

/** Writes the people of a demo shop. They all have one password, as it is good for nothing but a demo. */
export type UserSeed = {
  staff(people: readonly DemoSignIn[], createdAt: Date): Promise<void>;
  customers(batch: readonly DemoCustomer[]): Promise<void>;
};

/** True when there is anybody at all: a seed is for an empty database. */
export async function isSeeded(db: Db): Promise<boolean> {
  const rows = await db.select({ id: userTable.id }).from(userTable).limit(1);
  return rows.length > 0;
}

export function createUserSeed(db: Db, password: string): UserSeed {
  // Hashed once: a hash for each of 100,000 customers would take half an hour.
  let hashing: Promise<string> | undefined;
  const hashOnce = (): Promise<string> => (hashing ??= hashPassword(password));
  return {
    staff: async (people, createdAt) => {
      const passwordHash = await hashOnce();
      await bulkInsert(
        db,
        userTable,
        people.map((person) => ({ ...person, emailKey: emailKeyOf(person.email), passwordHash, createdAt })),
      );
    },
    customers: async (batch) => {
      const passwordHash = await hashOnce();
      await bulkInsert(
        db,
        userTable,
        batch.map(({ id, name, email, phone, isGuest, registeredAt }) => ({
          id,
          name,
          email,
          emailKey: email === null ? null : emailKeyOf(email),
          phone,
          passwordHash: isGuest ? null : passwordHash,
          role: 'CUSTOMER' as const,
          createdAt: registeredAt,
        })),
      );
      await bulkInsert(
        db,
        addressTable,
        batch.map(({ id, address }) => ({ ...address, id: newId(), userId: id, isDefault: true })),
      );
    },
  };
}

import { sql } from 'drizzle-orm';
import { customType } from 'drizzle-orm/mysql-core';
import { bytesToUuid, uuidToBytes } from './uuid-bytes.ts';

/** A UUID as BINARY(16) in the table and as lower-case text with dashes in the program. */
export const uuid = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'binary(16)',
  toDriver: uuidToBytes,
  fromDriver: bytesToUuid,
});

/** A moment as DATETIME(3), UTC. The pool's `timezone: 'Z'` makes the driver read and write UTC. */
export const moment = customType<{ data: Date; driverData: Date | string }>({
  dataType: () => 'datetime(3)',
  toDriver: (value) => value.toISOString().replace('T', ' ').replace('Z', ''),
  fromDriver: (value) => (value instanceof Date ? value : new Date(`${value.replace(' ', 'T')}Z`)),
});

/** The database's clock, as the default of a {@link moment}. */
export const now = sql`(utc_timestamp(3))`;

/** Minor units as BIGINT. Amounts stay below 2^53, so a number carries them; a larger one is refused when read. */
export const amountMinor = customType<{ data: number; driverData: number | string }>({
  dataType: () => 'bigint',
  fromDriver: (value) => {
    const amount = Number(value);
    if (!Number.isSafeInteger(amount)) throw new RangeError(`Amount beyond 2^53: ${value}`);
    return amount;
  },
});

/** Text compared byte by byte: keys, codes, slugs, tokens. In other collations `a`, `A` and `á` are one key. */
export const exactText = customType<{ data: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 255}) character set utf8mb4 collate utf8mb4_bin`,
});

/** Text for people, compared without regard to case and accents. */
export const peopleText = customType<{ data: string; config: { length: number } }>({
  dataType: (config) => `varchar(${config?.length ?? 255}) character set utf8mb4 collate utf8mb4_unicode_ci`,
});

/** A JSON value as text. MariaDB's JSON type is text under another name, so this reads alike on both servers. */
export const jsonText = customType<{ data: unknown; driverData: string }>({
  dataType: () => 'longtext character set utf8mb4 collate utf8mb4_bin',
  toDriver: (value) => JSON.stringify(value),
  fromDriver: (text): unknown => JSON.parse(text),
});

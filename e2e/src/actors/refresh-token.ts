import { createConnection } from 'mysql2/promise';
import type { Shop } from '../stack/shop.ts';

/** Lets the ten seconds pass in which a used refresh token of a user may come again from another tab. */
export async function letGracePass({ databases }: Pick<Shop, 'databases'>, userId: string): Promise<void> {
  const connection = await createConnection(databases.user.url);
  await connection.query(
    `update refresh_token set used_at = used_at - interval 11 second where used_at is not null
    and session_id in (select id from session where user_id = unhex(?))`,
    [userId.replaceAll('-', '')],
  );
  await connection.end();
}

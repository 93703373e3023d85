import { expect, it } from 'vitest';
import { auditEvents } from './audit.ts';

const database = (hasOutbox: boolean, hasInbox: boolean) => {
  const asked: string[] = [];
  const query = async (statement: string) => {
    asked.push(/from (\w+)/.exec(statement)?.[1] ?? statement);
    return [];
  };
  return { query, hasOutbox, hasInbox, asked };
};

it('asks each service for the tables that it has', async () => {
  const [teller, taker, both, neither] = [
    database(true, false),
    database(false, true),
    database(true, true),
    database(false, false),
  ];
  await auditEvents([teller, taker, both, neither]);
  expect([teller, taker, both, neither].map(({ asked }) => asked)).toEqual([
    ['outbox'],
    ['dead_letter'],
    ['outbox', 'dead_letter'],
    [],
  ]);
});

import { expect, it } from 'vitest';
import { createLogger } from './log.ts';

const logged = (fields: object): string => {
  let said = '';
  createLogger('test', 'trace', { write: (line) => void (said += line) }).error(fields, 'something happened');
  return said;
};

it('logs an error by its description: no value of a statement, and no property beside', () => {
  const error = Object.assign(new Error('Failed query: select ?, params: ann@example.com'), {
    query: 'select ?',
    params: ['ann@example.com'],
    sql: "select 'ann@example.com'",
  });
  const line = logged({ err: error });
  expect(JSON.parse(line).err).toMatchObject({ type: 'Error', message: 'A statement failed', statement: 'select ?' });
  expect(line).not.toContain('ann@');
});

it('cuts secrets from what is logged', () => {
  const line = logged({ password: 'velvet otter', context: { cookie: 'velvet otter' } });
  expect(line).not.toContain('velvet otter');
  expect(line.match(/\[redacted\]/g)).toHaveLength(2);
});

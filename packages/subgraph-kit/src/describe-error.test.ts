import { DrizzleQueryError } from 'drizzle-orm';
import { GraphQLError, GraphQLInt } from 'graphql';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { describeError, errorText } from './describe-error.ts';

const marker = 'ann@example.com';
const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown');
};
const refusal = Object.assign(new Error(`Duplicate entry '${marker}' for key 'user.user_email_key'`), {
  code: 'ER_DUP_ENTRY',
  errno: 1062,
  sqlState: '23000',
  sqlMessage: `Duplicate entry '${marker}'`,
  sql: `insert into user (email) values ('${marker}')`,
});

it.each([
  ['a refused statement', new DrizzleQueryError('insert into user (email) values (?)', [marker], refusal)],
  ['a statement without answer', new DrizzleQueryError('select ?', [marker], new Error('Pool is closed.'))],
  [
    'a statement with its values',
    new DrizzleQueryError(`insert into user values (X'01', 'O\\'${marker}', '${marker}`, []),
  ],
  ['the driver', refusal],
  ['JSON', thrownBy(() => JSON.parse(marker))],
  ['zod', thrownBy(() => z.literal(1, { error: `not ${marker}` }).parse(marker))],
  ['a leaf', thrownBy(() => GraphQLInt.parseValue(marker))],
  ['a variable', new GraphQLError(`Variable "$input" got invalid value "${marker}" at "input.email"`)],
  ['node', thrownBy(() => Buffer.alloc(marker as never))],
  ['a cause', new Error('It failed', { cause: refusal })],
  ['no error', marker],
])('says nothing that people typed of an error of %s', (_, error) => {
  expect(JSON.stringify(describeError(error))).not.toContain(marker);
  expect(errorText(error)).not.toContain(marker);
});

it('says what is needed to find a failed statement', () => {
  const failed = new DrizzleQueryError('insert into user (email) values (?)', [marker], refusal);
  expect(describeError(failed)).toMatchObject({
    type: 'DrizzleQueryError',
    statement: 'insert into user (email) values (?)',
    stack: expect.stringContaining('describe-error.test.ts') as string,
    cause: { code: 'ER_DUP_ENTRY', errno: 1062 },
  });
  expect(errorText(failed)).toBe('The database refused it with error 1062');
});

it('keeps the words of other errors', () => {
  expect(describeError(new Error('The payable stays open')).message).toBe('The payable stays open');
  expect(errorText(new TypeError("Cannot read properties of undefined (reading 'email')"))).toBe(
    "Cannot read properties of undefined (reading 'email')",
  );
});

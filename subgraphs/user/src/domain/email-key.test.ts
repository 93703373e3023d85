import { expect, it } from 'vitest';
import { emailKeyOf } from './email-key.ts';

it('is the same for an address in any case', () => {
  expect(emailKeyOf('Ada@Example.COM')).toBe(emailKeyOf('ada@example.com'));
});

import { expect, it } from 'vitest';
import { countryCode } from './country-code.ts';

it('takes a country that ISO has assigned, in either case', () => {
  expect(countryCode.parse(' de ')).toBe('DE');
});

// The upper case of the last two is that of a country.
it.each(['XX', 'ZZ', 'DEU', '', 'ß', 'ſe'])('refuses as a country: %s', (code) => {
  expect(countryCode.safeParse(code).success).toBe(false);
});

it('covers what the runtime knows as countries', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  const accepted = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => countryCode.safeParse(code).success);
  expect(accepted).toHaveLength(249);
  expect(accepted.filter((code) => names.of(code) === undefined)).toEqual([]);
});

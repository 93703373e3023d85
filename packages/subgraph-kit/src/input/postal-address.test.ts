import { expect, it } from 'vitest';
import { postalAddress } from './postal-address.ts';

const address = { recipient: 'Ada Okonjo', line1: 'Street 1', city: 'Berlin', postalCode: '10115', countryCode: 'de' };

it('leaves out what is not given', () => {
  expect(postalAddress.parse({ ...address, phone: ' ', line2: null })).toEqual({
    ...address,
    countryCode: 'DE',
    phone: null,
    line2: null,
    region: null,
  });
});

it('needs no postal code where the country has none', () => {
  expect(postalAddress.parse({ ...address, countryCode: 'HK', postalCode: '' })).toMatchObject({ postalCode: '' });
});

it.each([
  [{ recipient: 'evil\u202egnp.exe' }, 'recipient'],
  [{ phone: 'call me' }, 'phone'],
  [{ line1: '' }, 'line1'],
  [{ city: 'x'.repeat(101) }, 'city'],
  [{ region: 'x'.repeat(101) }, 'region'],
  [{ postalCode: 'x'.repeat(21) }, 'postalCode'],
  [{ countryCode: 'ZZ' }, 'countryCode'],
])('names the value that breaks a rule: %j', (change, field) => {
  const { error } = postalAddress.safeParse({ ...address, ...change });
  expect(error?.issues.map((issue) => issue.path)).toEqual([[field]]);
});

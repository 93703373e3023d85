import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { addressForm } from './address.ts';
import { countryCode } from './country-code.ts';
import { emailAddress, emailKeyOf } from './email-address.ts';
import { newPassword, triedPassword } from './password.ts';
import { personName } from './person-name.ts';
import { phoneNumber } from './phone-number.ts';
import { optional } from './text.ts';

const read = (rule: z.ZodType, input: unknown): unknown => {
  const result = rule.safeParse(input);
  return result.success ? result.data : 'refused';
};

describe('a phone number', () => {
  it.each(['+1 (555) 010-0100', '030/123.456', '123456', '12345678901234567890'])('is kept as given: %s', (phone) => {
    expect(read(phoneNumber, ` ${phone} `)).toBe(phone);
  });

  it.each(['12345', '123456789012345678901', '555-CALL-NOW', '123+456', '', '١٢٣٤٥٦٧', `1${' '.repeat(60)}23456`])(
    'is refused: %j',
    (phone) => {
      expect(read(phoneNumber, phone)).toBe('refused');
    },
  );
});

describe('an e-mail address', () => {
  it.each(['a@b.co', 'Ada.Lovelace+shop@Example.COM', "o'neil@sub.example.org"])('is kept as given: %s', (email) => {
    expect(read(emailAddress, ` ${email} `)).toBe(email);
  });

  it.each([
    '',
    'ada',
    'ada@localhost',
    'a b@example.com',
    'ada@exam_ple.com',
    'ada@-example.com',
    'ada@example..com',
    'ada@example.com\u0000',
    'ädä@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(60)}.${'e'.repeat(60)}.${'f'.repeat(60)}.com`,
  ])('is refused: %j', (email) => {
    expect(read(emailAddress, email)).toBe('refused');
  });

  it('is the same in any case', () => {
    expect(emailKeyOf('Ada@Example.COM')).toBe(emailKeyOf('ada@example.com'));
  });
});

describe('a password', () => {
  it('has 8 to 128 characters, counted as people count', () => {
    expect(read(newPassword, '1234567')).toBe('refused');
    expect(read(newPassword, '12345678')).toBe('12345678');
    expect(read(newPassword, '🔑'.repeat(128))).toBe('🔑'.repeat(128));
    expect(read(newPassword, 'x'.repeat(129))).toBe('refused');
  });

  it('keeps its spaces', () => {
    expect(read(newPassword, '  spaced  ')).toBe('  spaced  ');
  });

  it('is the same however a keyboard sends an accent', () => {
    expect(read(newPassword, 'cafe\u0301-table')).toBe(read(newPassword, 'caf\u00e9-table'));
  });

  it('may be tried at any length that is cheap to hash', () => {
    expect(read(triedPassword, '')).toBe('');
    expect(read(triedPassword, 'x'.repeat(129))).toBe('refused');
  });
});

describe('a name', () => {
  it.each(['Ada', '李', 'Αθηνά Παπαδοπούλου', "O'Neil-Smith, Jr.", '🦦', 'x'.repeat(200)])('is allowed: %s', (name) => {
    expect(read(personName, ` ${name} `)).toBe(name);
  });

  it.each(['', '   ', '\u200b', 'two\nlines', 'nul\u0000', 'evil\u202egnp.exe', '\ud800', 'x'.repeat(201)])(
    'is refused: %j',
    (name) => {
      expect(read(personName, name)).toBe('refused');
    },
  );
});

describe('an optional line', () => {
  it.each([undefined, null, '', '  '])('is nothing when %j', (text) => {
    expect(read(optional(personName), text)).toBeNull();
  });

  it('follows its rule otherwise', () => {
    expect(read(optional(personName), ' Ada ')).toBe('Ada');
    expect(read(optional(personName), 'a\nb')).toBe('refused');
  });
});

describe('a country code', () => {
  it('is one that ISO has assigned, in upper case', () => {
    expect(read(countryCode, 'de')).toBe('DE');
    expect(read(countryCode, 'XX')).toBe('refused');
    expect(read(countryCode, 'DEU')).toBe('refused');
  });

  it('covers what the runtime knows as countries', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const accepted = letters
      .flatMap((a) => letters.map((b) => a + b))
      .filter((code) => read(countryCode, code) !== 'refused');
    expect(accepted).toHaveLength(249);
    expect(accepted.filter((code) => names.of(code) === undefined)).toEqual([]);
  });
});

it('names the field of an address that is at fault', () => {
  const { error } = addressForm.safeParse({
    recipient: 'Ada',
    line1: 'Street 1',
    city: '',
    postalCode: '',
    countryCode: 'DE',
  });
  expect(error?.issues.map((issue) => issue.path)).toEqual([['city']]);
});

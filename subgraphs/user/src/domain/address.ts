import { z } from 'zod';
import { countryCode } from './country-code.ts';
import { phoneNumber } from './phone-number.ts';
import { optional, singleLine } from './text.ts';

/** An entry of a user's address book. */
export type Address = {
  readonly id: string;
  readonly userId: string;
  readonly recipient: string;
  readonly phone: string | null;
  readonly line1: string;
  readonly line2: string | null;
  readonly city: string;
  readonly region: string | null;
  readonly postalCode: string;
  readonly countryCode: string;
};

/** More than anybody needs, and few enough to be loaded at once. */
export const MAX_ADDRESSES = 50;

export const addressForm = z.object({
  recipient: singleLine('A recipient', 200),
  phone: optional(phoneNumber),
  line1: singleLine('Street and house number', 200),
  line2: optional(singleLine('The second line', 200)),
  city: singleLine('A city', 100),
  region: optional(singleLine('A region', 100)),
  // Some countries have none.
  postalCode: singleLine('A postal code', 20, { canBeEmpty: true }),
  countryCode,
});

export type AddressForm = z.output<typeof addressForm>;

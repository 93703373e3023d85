import { z } from 'zod';
import { countryCode } from './country-code.ts';
import { phoneNumber } from './phone-number.ts';
import { optional, singleLine } from './text.ts';

/** Where a parcel can go. One rule for all, so that what an address book holds can be ordered to. */
export const postalAddress = z.object({
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

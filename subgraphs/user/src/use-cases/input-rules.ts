import { z } from 'zod';
import { emailAddress } from '@storegraph/subgraph-kit/input/email-address';
import { phoneNumber } from '@storegraph/subgraph-kit/input/phone-number';
import { lengthOf, optional, singleLine } from '@storegraph/subgraph-kit/input/text';

const SHORTEST_PASSWORD = 8;
const LONGEST_PASSWORD = 128;

// Keyboards disagree on how to send an accented letter; without this, a password typed on another device is another
// password.
const password = (minimum: number, error: string) =>
  z
    .string()
    .transform((text) => text.normalize('NFKC'))
    .refine((text) => lengthOf(text) >= minimum && lengthOf(text) <= LONGEST_PASSWORD, { error });

/** A password that is being chosen. */
export const newPassword = password(
  SHORTEST_PASSWORD,
  `A password has ${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters.`,
);

/** A password that is being tried. The upper bound keeps hashing cheap. */
export const triedPassword = password(0, `A password has at most ${LONGEST_PASSWORD} characters.`);

export const personName = singleLine('A name', 200);

/** What a mailed link ends in. */
export const mailedToken = z.string().max(100, 'This is no link of this shop.');

/** What an account begins with. */
export const registration = z.object({
  name: personName,
  email: emailAddress,
  password: newPassword,
  phone: optional(phoneNumber),
});

/** Six digits of an authenticator app, or a recovery code; spaces between digits are how apps show them. */
export const secondFactorCode = z
  .string()
  .max(60, 'A code has at most 60 characters.')
  .transform((text) => text.replaceAll(/\s/g, ''));

export const passkeyName = singleLine('A name', 60);

import { z } from 'zod';

// The rule of HTML's e-mail fields (https://html.spec.whatwg.org/#valid-e-mail-address), with at least one dot in the
// domain.
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const SHAPE = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]{1,64}@${LABEL}(?:\\.${LABEL})+$`, 'i');

/** An e-mail address in the form the user gave. */
export const emailAddress = z
  .string()
  .transform((text) => text.trim())
  .refine((text) => text.length <= 254 && SHAPE.test(text), { error: 'This is not an e-mail address.' });

/** What two spellings of one address have in common. Addresses are ASCII, so lower case means the same everywhere. */
export const emailKeyOf = (email: string): string => email.toLowerCase();

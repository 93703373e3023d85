import { z } from 'zod';

/**
 * An e-mail address in the form the user gave: what HTML's e-mail fields take, with a dot in the domain. At most 254
 * characters, all of them ASCII.
 */
export const emailAddress = z
  .string()
  .trim()
  .refine((text) => text.length <= 254 && z.regexes.html5Email.test(text) && /^[^@]{1,64}@.*\./.test(text), {
    error: 'This is not an e-mail address.',
  });

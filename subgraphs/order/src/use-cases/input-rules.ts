import { z } from 'zod';
import { IDEMPOTENCY_KEY_RULE, isIdempotencyKey } from '@storegraph/subgraph-kit/database/idempotency';
import type { OrderAddress } from '../domain/address.ts';
import { MAX_QUANTITY } from '../domain/quantities.ts';

// Control characters other than line breaks have no business in text for people, and NUL ends strings in places.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f]/;

/** Text of 1 to `max` characters, trimmed. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Must not be empty')
    .max(max, `Must have at most ${max} characters`)
    .refine((value) => !CONTROL.test(value), 'Must not have control characters');

/** Text that may be left out; left empty is left out. */
export const optionalText = (max: number) =>
  z.preprocess(
    (value) => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value),
    text(max).nullable(),
  );

export const idempotencyKey = z.string().refine(isIdempotencyKey, IDEMPOTENCY_KEY_RULE);

export const quantity = (min: number) => {
  const message = `Must be a whole number from ${min} to ${MAX_QUANTITY}`;
  return z.int(message).min(min, message).max(MAX_QUANTITY, message);
};

export const address: z.ZodType<OrderAddress> = z.object({
  recipient: text(200),
  phone: optionalText(50),
  line1: text(200),
  line2: optionalText(200),
  city: text(200),
  region: optionalText(200),
  postalCode: text(20),
  countryCode: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Must be a country code of two letters, such as DE'),
});

export const note = optionalText(500);

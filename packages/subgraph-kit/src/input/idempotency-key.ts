import { z } from 'zod';
import { isPlain, lengthOf } from './text.ts';

// As the column of `idempotencyTable` has room for it.
const MAXIMUM = 128;

/** What a client names its request by. Kept as it came: keys are compared character by character. */
export const idempotencyKey = z.string().refine((key) => key !== '' && lengthOf(key) <= MAXIMUM && isPlain(key), {
  error: `An idempotency key has 1 to ${MAXIMUM} characters, without control characters and direction marks.`,
});

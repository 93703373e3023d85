import type { z } from 'zod';
import { ok, refuse, type InvalidInput, type Result } from '../result.ts';

/**
 * Reads a mutation's input by its rules; the refusal names the first value that breaks one.
 * @param path - where the input stands in the mutation's arguments
 */
export function parseInput<Value>(
  rules: z.ZodType<Value>,
  input: unknown,
  path: readonly string[] = ['input'],
): Result<Value, InvalidInput> {
  const parsed = rules.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refuse({
    kind: 'invalidInput',
    message: issue?.message ?? 'The input does not fit.',
    field: [...path, ...(issue?.path ?? []).map(String)],
  });
}

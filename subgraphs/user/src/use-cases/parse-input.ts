import type { z } from 'zod';
import { ok, refuse, type Result } from '@storegraph/subgraph-kit/result';
import { invalidInput, type InvalidInput } from '../domain/refusals.ts';

/**
 * Reads a mutation's input by the rules of the domain; the refusal tells of the first field that breaks one.
 * @param path - where the form stands in the mutation's arguments
 */
export function parseInput<Form>(form: z.ZodType<Form>, input: unknown, path: readonly string[] = ['input']): Result<Form, InvalidInput> {
  const parsed = form.safeParse(input);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  return refuse(invalidInput(issue?.message ?? 'The input does not fit.', [...path, ...(issue?.path ?? []).map(String)]));
}

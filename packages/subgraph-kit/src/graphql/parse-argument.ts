import { parseInput } from '../input/parse-input.ts';
import type { z } from 'zod';
import { badUserInput } from './errors.ts';

/**
 * Reads an argument of a query by its rules, as `parseInput` reads the input of a mutation.
 * @throws GraphQLError BAD_USER_INPUT when it breaks one
 */
export function parseArgument<Value>(rules: z.ZodType<Value>, value: unknown, argument: string): Value {
  const parsed = parseInput(rules, value);
  if (!parsed.ok) throw badUserInput(parsed.refusal.message, argument);
  return parsed.value;
}

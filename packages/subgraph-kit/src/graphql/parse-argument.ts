import type { z } from 'zod';
import { parseInput } from '../input/parse-input.ts';
import { badUserInput } from './errors.ts';

/**
 * Reads an argument of a query by its rules, as `parseInput` reads the input of a mutation.
 * @throws GraphQLError BAD_USER_INPUT when it breaks one, with the path of what is at fault
 */
export function parseArgument<Value>(rules: z.ZodType<Value>, value: unknown, argument: string): Value {
  const parsed = parseInput(rules, value, [argument]);
  if (!parsed.ok) throw badUserInput(parsed.refusal.message, parsed.refusal.field?.join('.') ?? argument);
  return parsed.value;
}

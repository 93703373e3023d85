import type { z } from 'zod';
import type { InvalidInput, Result } from '../result.ts';
import { parseInput } from './parse-input.ts';

/**
 * A use case that reads its input by rules first, and refuses one that breaks them.
 * @param rules - of the input, or what makes them where they depend on the shop
 * @param act - gets the dependencies, who asks, and the input as the rules leave it
 */
export const withInput =
  <Deps, Actor, Input, Value, Refusal>(
    rules: z.ZodType<Input> | ((deps: Deps) => z.ZodType<Input>),
    act: (deps: Deps, actor: Actor, input: Input) => Promise<Result<Value, Refusal>>,
  ) =>
  async (deps: Deps, actor: Actor, input: unknown): Promise<Result<Value, Refusal | InvalidInput>> => {
    const parsed = parseInput(typeof rules === 'function' ? rules(deps) : rules, input);
    return parsed.ok ? act(deps, actor, parsed.value) : parsed;
  };

import { z } from 'zod';
import { expect, test } from 'vitest';
import { ok } from '../result.ts';
import { withInput } from './with-input.ts';

const greet = withInput(z.object({ name: z.string('A name is a text.') }), async (deps: string, actor: string, input) =>
  ok(`${deps} ${actor} ${input.name}`),
);

test('does the use case with an input that fits', async () => {
  expect(await greet('deps', 'actor', { name: 'Ada' })).toEqual(ok('deps actor Ada'));
});

test('refuses an input that breaks a rule, before the use case sees it', async () => {
  expect(await greet('deps', 'actor', { name: 1 })).toEqual({
    ok: false,
    refusal: { kind: 'invalidInput', message: 'A name is a text.', field: ['input', 'name'] },
  });
});

test('makes the rules of what the shop is', async () => {
  const atMost = withInput(
    (most: number) => z.object({ units: z.int().max(most) }),
    async (_, actor: string, { units }) => ok(`${actor} ${units}`),
  );
  expect((await atMost(3, 'actor', { units: 3 })).ok).toBe(true);
  expect((await atMost(2, 'actor', { units: 3 })).ok).toBe(false);
});

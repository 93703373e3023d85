import { describe, expect } from 'vitest';
import { desktop } from './sizes.ts';
import { test } from './visits.ts';

describe('the playground', () => {
  // A visit that asks any other host for anything fails.
  test('opens without the internet and runs its first example', async ({ visit }) => {
    const page = await visit({ size: desktop });
    await page.goto('/graphql');
    // It becomes a menu as soon as the editor has read which queries there are.
    await page.getByRole('button', { name: /^Execute query/, expanded: false }).click();
    await page.getByRole('menuitem', { name: 'ShopWindow' }).click();
    const answer = page.getByRole('region', { name: 'Result Window' });
    await answer.getByText('"totalCount"').waitFor();
    expect(await answer.innerText()).not.toContain('"errors"');
  });
});

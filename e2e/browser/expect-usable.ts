import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { accessibilityFindings } from './axe.ts';
import { desktop, phone } from './sizes.ts';

/** What a page must be in every window and in both schemes, when its heading is there. */
export async function expectUsable(page: Page, heading: string | RegExp): Promise<void> {
  await page.getByRole('heading', { name: heading }).first().waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const where = `${new URL(page.url()).pathname}, ${size.width} px, ${colorScheme}`;
      expect(await accessibilityFindings(page), where).toEqual([]);
    }
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth),
      `width of ${page.url()}`,
    ).toBeLessThanOrEqual(size.width);
  }
}

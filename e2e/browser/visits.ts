import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { expect, inject, test as base } from 'vitest';
import { sharedShop } from '../src/stack/shops.ts';
import { watchPage, type PageWatch } from './page-watch.ts';
import { phone, type Size } from './sizes.ts';

/** How a user comes to the shop. */
type VisitOptions = {
  readonly url?: string;
  readonly size?: Size;
  /** Other sites that the journey leads over. */
  readonly elsewhere?: readonly string[];
};

/**
 * Opens the shop in a browser of its own: no cookies, nothing remembered. A phone at the shared shop unless told
 * otherwise.
 */
export type OpenVisit = (options?: VisitOptions) => Promise<Page>;

type Visit = { readonly context: BrowserContext; readonly page: Page; readonly watch: PageWatch };

// Waiting ends with what is waited for; this only ends a wait in vain.
const WAIT_MS = 45_000;
const resultFolder = fileURLToPath(new URL('../../test-results/browser', import.meta.url));

/**
 * A test with visits. They are closed after it; each fails it when its page complained, and leaves a picture when it
 * failed.
 */
export const test = base
  // oxlint-disable-next-line no-empty-pattern -- Vitest reads from the pattern what a fixture needs.
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }): Promise<Browser> => {
    const browser = await chromium.connect(inject('browserAddress'));
    onCleanup(() => browser.close());
    return browser;
  })
  .extend('visit', async ({ browser, task }, { onCleanup }): Promise<OpenVisit> => {
    const visits: Visit[] = [];
    onCleanup(async () => {
      const problems = visits.flatMap(({ watch }) => watch.problems);
      if (task.result?.state === 'fail' || problems.length > 0) await keepPictures(task.name, visits);
      for (const { context } of visits) await context.close();
      expect(problems).toEqual([]);
    });
    return async ({ url = sharedShop().url, size = phone, elsewhere } = {}) => {
      const context = await browser.newContext({
        baseURL: url,
        viewport: size,
        isMobile: size === phone,
        hasTouch: size === phone,
        locale: 'en-US',
        reducedMotion: 'reduce',
      });
      context.setDefaultTimeout(WAIT_MS);
      const page = await context.newPage();
      visits.push({ context, page, watch: watchPage(page, url, elsewhere) });
      return page;
    };
  });

async function keepPictures(name: string, visits: readonly Visit[]): Promise<void> {
  await mkdir(resultFolder, { recursive: true });
  for (const [index, { page }] of visits.entries()) {
    const file = `${name.replaceAll(/[^a-z0-9]+/gi, '-')}-${index + 1}.png`;
    await page.screenshot({ path: join(resultFolder, file), fullPage: true });
  }
}

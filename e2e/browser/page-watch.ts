import type { Page, Request, Response } from 'playwright-core';

/** What went wrong on a page so far, in words. A journey fails when anything is in it at the end. */
export type PageWatch = { readonly problems: readonly string[] };

/**
 * Hears console errors, uncaught errors, requests that fail, and requests that leave the shop.
 * @param elsewhere - other sites that a journey leads over; what happens there is not ours
 */
export function watchPage(page: Page, shopUrl: string, elsewhere: readonly string[] = []): PageWatch {
  const problems: string[] = [];
  const isElsewhere = (url: string): boolean => elsewhere.some((site) => url.startsWith(site));
  page.on('console', (message) => {
    if (isElsewhere(message.location().url)) return;
    if (message.type() === 'error' || message.type() === 'warning')
      problems.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    if (!isOfShop(request, shopUrl) && !isElsewhere(request.url()))
      problems.push(`request to another host: ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    if (!isGivenUp(request) && !isElsewhere(request.url()))
      problems.push(`failed: ${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (isElsewhere(response.url())) return;
    if (response.status() >= 400)
      problems.push(`status ${response.status()}: ${response.request().method()} ${response.url()}`);
    void graphErrors(response).then((errors) => {
      if (errors !== null) problems.push(`errors from the graph: ${errors}`);
    });
  });
  return { problems };
}

const isOfShop = (request: Request, shopUrl: string): boolean =>
  request.url().startsWith(`${shopUrl}/`) || /^(data|blob):/.test(request.url());

// A page that is left gives up what it still waits for.
const isGivenUp = (request: Request): boolean => request.failure()?.errorText === 'net::ERR_ABORTED';

async function graphErrors(response: Response): Promise<string | null> {
  if (!response.url().endsWith('/graphql') || response.request().method() !== 'POST') return null;
  // The answer is gone when the page has moved on meanwhile.
  const body = (await response.json().catch(() => null)) as { readonly errors?: unknown } | null;
  return body?.errors === undefined ? null : JSON.stringify(body.errors);
}

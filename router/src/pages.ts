import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HttpError } from '@storegraph/subgraph-kit/http/http-server';
import { allowPlayground } from './security-headers.ts';
import { ASK_AGAIN, FOREVER, sendStaticFile, type StaticFolder } from './static-files.ts';

/** Answers a GET or HEAD for `path`. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>;

// An address of the client itself never has a dot in its last part.
const NAMES_A_FILE = /\.[^/]*$/;

const WEEK = 'public, max-age=604800';
const HOUR = 'public, max-age=3600';

/** The folder that `npm run build -w router` puts the playground into. */
const playgroundFolder = fileURLToPath(new URL('../dist/graphiql', import.meta.url));

const notFound = (): HttpError => new HttpError(404, 'Nothing is here');

/** Serves the built client: its files, and `index.html` for every address that the client itself routes. */
export function clientPages(folder: string): PageHandler {
  const files: StaticFolder = {
    folder,
    cacheControl: (path) => (path.startsWith('/assets/') ? FOREVER : path.endsWith('.html') ? ASK_AGAIN : HOUR),
  };
  return async (request, response, path) => {
    if (NAMES_A_FILE.test(path)) {
      if (!(await sendStaticFile(request, response, files, path))) throw notFound();
      return;
    }
    if (await sendStaticFile(request, response, files, '/index.html')) return;
    sendPage(
      response,
      503,
      'The storefront is not built yet',
      'Run <code>npm run build</code> in the repository, then load this page again.',
    );
  };
}

/** Serves `/pictures/<file>`. */
export function pictures(folder: string): PageHandler {
  const files: StaticFolder = { folder, cacheControl: () => WEEK };
  return async (request, response, path) => {
    if (!(await sendStaticFile(request, response, files, path.slice('/pictures'.length)))) throw notFound();
  };
}

/** Serves the playground's page at `/graphql` and its files at `/graphiql/`. */
export function playgroundPages(folder: string = playgroundFolder): PageHandler {
  const files: StaticFolder = { folder, cacheControl: (path) => (path.startsWith('/assets/') ? FOREVER : ASK_AGAIN) };
  return async (request, response, path) => {
    allowPlayground(response);
    const isPage = path === '/graphql';
    if (isPage && !existsSync(join(folder, 'index.html')))
      return sendPage(
        response,
        503,
        'The playground is not built yet',
        'Run <code>npm run build -w router</code>, then load this page again.',
      );
    if (isPage) response.appendHeader('vary', 'Accept');
    if (!(await sendStaticFile(request, response, files, isPage ? '/index.html' : path.slice('/graphiql'.length))))
      throw notFound();
  };
}

/** True for a browser that opens an address, as opposed to a program that sends a query. */
export function isPageVisit(request: IncomingMessage): boolean {
  const isQuery = /[?&]query=/.test(request.url ?? '');
  return request.method === 'GET' && !isQuery && (request.headers.accept ?? '').includes('text/html');
}

function sendPage(response: ServerResponse, status: number, title: string, body: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
  response.end(
    `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>${title}</title><h1>${title}</h1><p>${body}</p></html>`,
  );
}

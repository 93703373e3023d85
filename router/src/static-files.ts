import { extname } from 'node:path';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { lookup } from 'mrmime';
import send from 'send';

/** Where a folder's files are, and how long browsers may keep them. */
export type StaticFolder = { readonly folder: string; readonly cacheControl: (path: string) => string };

/** For files whose name changes with their content. */
export const FOREVER = 'public, max-age=31536000, immutable';
/** For files that are asked for again each time; an unchanged one costs a 304. */
export const ASK_AGAIN = 'no-cache';

// Compressed when the client is built, best first; pictures and fonts are compressed by nature.
const COMPRESSIBLE = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt', '.map']);
const ENCODINGS = [
  { name: 'br', suffix: '.br' },
  { name: 'gzip', suffix: '.gz' },
];

/**
 * Answers with a file of a folder, by the precompressed variant beside it when the browser takes it.
 * @param path - percent-encoded, begins with a slash
 * @returns false when there is no such file; nothing is answered then
 */
export async function sendStaticFile(
  request: IncomingMessage,
  response: ServerResponse,
  { folder, cacheControl }: StaticFolder,
  path: string,
): Promise<boolean> {
  const headers = { 'cache-control': cacheControl(path) };
  if (COMPRESSIBLE.has(extname(path))) {
    const accepted = request.headers['accept-encoding'] ?? '';
    const variants = ENCODINGS.filter(({ name }) =>
      new RegExp(`\\b${name}\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$))`).test(accepted),
    );
    response.appendHeader('vary', 'Accept-Encoding');
    for (const { name, suffix } of variants) {
      const type = lookup(path) ?? 'application/octet-stream';
      const encoded = {
        ...headers,
        'content-encoding': name,
        'content-type': type === 'text/html' ? `${type}; charset=utf-8` : type,
      };
      if (await sendFile(request, response, folder, `${path}${suffix}`, encoded)) return true;
    }
  }
  return sendFile(request, response, folder, path, headers);
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  folder: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  send(request, path, { root: folder, index: false, dotfiles: 'ignore', cacheControl: false })
    .on('headers', () => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    })
    .on('directory', () => resolve(false))
    .on('error', (error: { readonly status?: number }) => {
      if (error.status === 404) return resolve(false);
      response.writeHead(error.status ?? 500).end();
      resolve(true);
    })
    .pipe(response)
    .once('close', () => resolve(true));
  return promise;
}

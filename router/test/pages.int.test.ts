import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { get as httpGet, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, startTestRouter } from './start-test-router.ts';

const clientFolder = emptyFolder();
const pictureFolder = emptyFolder();
let server: Awaited<ReturnType<typeof startTestRouter>>;

beforeAll(async () => {
  mkdirSync(join(clientFolder, 'assets'));
  writeFileSync(join(clientFolder, 'index.html'), '<!doctype html><title>Shop</title>');
  writeFileSync(join(clientFolder, 'favicon.svg'), '<svg/>');
  writeFileSync(join(clientFolder, '.secret'), 'secret');
  writeFileSync(join(clientFolder, 'assets', 'app-4f2a.js'), 'plain');
  writeFileSync(join(clientFolder, 'assets', 'app-4f2a.js.br'), brotliCompressSync('plain'));
  writeFileSync(join(pictureFolder, 'mug.webp'), 'picture');
  server = await startTestRouter({ clientFolder, pictureFolder });
});
afterAll(() => server.router.stop());

// fetch would decompress, and tidy up the path.
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<{ status: number | undefined; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
    httpGet({ port: server.router.port, path, headers, agent: false }, async (response) => {
      const body = Buffer.concat(await response.toArray());
      resolve({ status: response.statusCode, headers: response.headers, body });
    }).on('error', reject);
  });

describe('the client', () => {
  it.each(['/', '/admin', '/products/stoneware-mug', '/orders/42?tab=timeline'])(
    'is one page that is asked for again each time, at %s',
    async (path) => {
      const { status, headers, body } = await get(path);
      expect(status).toBe(200);
      expect(body.toString()).toContain('<title>Shop</title>');
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
    },
  );

  it('answers 304 for a page that did not change', async () => {
    const { headers } = await get('/');
    expect(headers['last-modified']).toBeDefined();
    const again = await get('/', { 'if-none-match': String(headers['etag']) });
    expect({ status: again.status, length: again.body.length }).toEqual({ status: 304, length: 0 });
  });

  it('has files that are kept for ever when their name tells their content', async () => {
    const { headers } = await get('/assets/app-4f2a.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/favicon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });

  it('comes compressed to browsers that take it', async () => {
    const { headers, body } = await get('/assets/app-4f2a.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(headers).toMatchObject({ 'content-encoding': 'br', vary: 'Accept-Encoding' });
    expect(headers['content-type']).toMatch(/^text\/javascript/);
    expect(brotliDecompressSync(body).toString()).toBe('plain');
    for (const encoding of ['identity', 'gzip', 'br;q=0']) {
      const plain = await get('/assets/app-4f2a.js', { 'accept-encoding': encoding });
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.toString()).toBe('plain');
    }
  });

  it.each(['/assets/gone-1234.js', '/missing.png', '/robots.txt'])('has no file at %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it.each([
    '/../package.json',
    '/assets/../../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/.secret',
    '/assets/%00.js',
    '/%E0%A4%A.js',
  ])('does not leave its folder for %s', async (path) => {
    const { status, body } = await get(path);
    expect(body.toString()).not.toMatch(/storegraph|secret/);
    expect([400, 403, 404]).toContain(status);
  });

  it('tells the browser to run nothing but its own scripts', async () => {
    const { headers } = await get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'self'");
    expect(policy).not.toContain('script-src');
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  });

  it('says how to build it while it is not there, and is served as soon as it is', async () => {
    const folder = emptyFolder();
    rmSync(folder, { recursive: true });
    const own = await startTestRouter({ clientFolder: folder });
    const before = await fetch(own.router.url);
    expect(before.status).toBe(503);
    expect(await before.text()).toContain('npm run build');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.html'), 'built');
    expect(await (await fetch(own.router.url)).text()).toBe('built');
    await own.router.stop();
  });
});

describe('pictures', () => {
  it('are kept for a week', async () => {
    const { status, headers, body } = await get('/pictures/mug.webp');
    expect({ status, type: headers['content-type'], cache: headers['cache-control'], text: body.toString() }).toEqual({
      status: 200,
      type: 'image/webp',
      cache: 'public, max-age=604800',
      text: 'picture',
    });
  });

  it.each(['/pictures/none.webp', '/pictures/', '/pictures/../favicon.svg'])('has none at %s', async (path) => {
    expect((await get(path)).status).toBeGreaterThanOrEqual(400);
  });

  it('answers a range that it does not have with 416', async () => {
    expect((await get('/pictures/mug.webp', { range: 'bytes=100-200' })).status).toBe(416);
  });
});

describe('the playground', () => {
  const html = { accept: 'text/html,application/xhtml+xml' };

  it('opens for a browser only, and only when it is on', async () => {
    const open = await startTestRouter({ isPlaygroundEnabled: true });
    const visit = await fetch(`${open.router.url}/graphql`, { headers: html });
    expect(visit.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(visit.headers.get('content-security-policy')).toContain('blob:');
    const program = await fetch(`${open.router.url}/graphql?query={hello}`, {
      headers: { 'apollo-require-preflight': '1' },
    });
    expect(program.headers.get('content-type')).toContain('json');
    await open.router.stop();
    const closed = await get('/graphql', html);
    expect(closed.status).toBe(400);
    expect(closed.headers['content-type']).toContain('json');
  });
});

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const probe = `
  await Promise.all(['drizzle-orm', 'drizzle-orm/mysql-core', 'drizzle-orm/mysql2'].map((name) => import(name)));
  const { createRequire } = await import('node:module');
  const files = Object.keys(createRequire(process.cwd() + '/').cache).filter((file) => file.includes('drizzle-orm'));
  console.log(files.some((file) => file.endsWith('mysql-core/dialect.cjs')));
`;
const run = (...options: string[]): string =>
  execFileSync(process.execPath, [...options, '--input-type=module', '--eval', probe], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    encoding: 'utf8',
  }).trim();

it('loads the CommonJS files of drizzle, which Node would not by itself', () => {
  expect(run('--import', './as-commonjs.ts')).toBe('true');
  expect(run()).toBe('false');
});

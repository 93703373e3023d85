import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packagesAreCurrent } from './install-packages.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'install-packages-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', {
    '': {},
    'node_modules/a': { version: '1.0.0', integrity: 'x' },
    'node_modules/mac-only': { version: '1.0.0', optional: true },
  });
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, packages: object): void {
  writeFileSync(join(root, path), JSON.stringify({ packages }));
}

describe('packagesAreCurrent', () => {
  it('is false before the first install and after an interrupted one', () => {
    expect(packagesAreCurrent(root)).toBe(false);
  });

  it('is true when all but packages for other systems are there', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0', integrity: 'x' } });
    expect(packagesAreCurrent(root)).toBe(true);
  });

  it('is false when the lockfile asks for another version, other content or one more', () => {
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '0.9.0', integrity: 'x' } });
    expect(packagesAreCurrent(root)).toBe(false);
    write('node_modules/.package-lock.json', { 'node_modules/a': { version: '1.0.0', integrity: 'y' } });
    expect(packagesAreCurrent(root)).toBe(false);
    write('node_modules/.package-lock.json', {});
    expect(packagesAreCurrent(root)).toBe(false);
  });
});

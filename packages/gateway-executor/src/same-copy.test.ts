import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { isSameCopy } from './same-copy.ts';

const project = mkdtempSync(join(tmpdir(), 'same-copy-'));
afterAll(() => rmSync(project, { recursive: true }));

for (const path of ['internals', 'planner', 'stubborn', 'stubborn/node_modules/internals']) {
  const folder = join(project, 'node_modules', path);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'index.js'), '');
}

describe('isSameCopy', () => {
  it('tells a dependency that has its own copy of a package', () => {
    const fromPackage = createRequire(join(project, 'index.js'));
    expect(isSameCopy(fromPackage, 'planner', 'internals')).toBe(true);
    expect(isSameCopy(fromPackage, 'stubborn', 'internals')).toBe(false);
  });
});

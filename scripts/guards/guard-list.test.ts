import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { removeGuard } from './guard.ts';
import { GUARDS } from './guard-list.ts';

const root = join(import.meta.dirname, '..', '..');

it.each(GUARDS)('knows where "$name" is, and tests that may notice its loss', (guard) => {
  const source = readFileSync(join(root, guard.file), 'utf8');
  expect(removeGuard(source, guard)).not.toBe(source);
  for (const test of guard.tests) expect(existsSync(join(root, test)), test).toBe(true);
});

it('calls each guard by a name of its own', () => {
  expect(new Set(GUARDS.map(({ name }) => name)).size).toBe(GUARDS.length);
});

it('does not take a guard for removed whose text has changed, or is there twice', () => {
  const guard = { name: 'g', file: 'f.ts', text: 'if (no) return;', without: '', tests: [] };
  expect(removeGuard('a; if (no) return; b;', guard)).toBe('a;  b;');
  expect(removeGuard('a;\n  if (no)\n    return; b;', guard)).toBe('a;\n   b;');
  for (const source of ['a; b;', 'if (no) return; if (no) return;'])
    expect(() => removeGuard(source, guard)).toThrow('has to be there once');
});

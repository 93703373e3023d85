import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';

const LEFT_OUT = new Set(['node_modules', '.git', '.data', '.turbo', 'dist', 'test-results']);

/** A copy of the working tree, to be broken. */
export type ScratchCopy = { readonly folder: string; remove(): void };

/**
 * Copies the working tree as it is, with generated code, and links its packages. Those of the workspaces lead into the
 * copy: a link to the whole of `node_modules` would lead back to the original.
 */
export function makeScratchCopy(root: string): ScratchCopy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'storegraph-guards-')));
  cpSync(root, folder, { recursive: true, filter: (path) => !LEFT_OUT.has(basename(path)) });
  for (const packages of ['.', ...workspaceFolders(root)].map((workspace) => join(root, workspace, 'node_modules')))
    if (existsSync(packages)) linkPackages(packages, join(folder, relative(root, packages)));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from))
    if (name === '@storegraph') cpSync(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
    else if (!name.startsWith('.vite')) symlinkSync(join(from, name), join(to, name));
}

/** Where npm puts packages of one workspace alone. */
function workspaceFolders(root: string): readonly string[] {
  const linked = join(root, 'node_modules', '@storegraph');
  return readdirSync(linked)
    .map((name) => relative(root, realpathSync(join(linked, name))))
    .filter((folder) => dirname(folder) !== '..');
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, it } from 'vitest';

// Who may import whom is what each workspace's `package.json` says, and what a service or a package may say there.
type Workspace = {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: readonly string[];
  readonly devDependencies: readonly string[];
};
type Import = { readonly file: string; readonly specifier: string };

const root = new URL('..', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const listed = (...patterns: readonly string[]): readonly string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((path) => path !== '');

const ours = (names: Readonly<Record<string, string>> = {}): readonly string[] =>
  Object.keys(names).filter((name) => name.startsWith('@storegraph/'));
const workspaces: readonly Workspace[] = listed('*/package.json')
  .filter((path) => !path.startsWith('bench/peers/'))
  .map((path) => {
    const { name, dependencies, devDependencies } = JSON.parse(read(path));
    return { folder: dirname(path), name, dependencies: ours(dependencies), devDependencies: ours(devDependencies) };
  });
const workspaceOf = (path: string): Workspace | undefined =>
  workspaces.find(({ folder }) => path.startsWith(`${folder}/`));

const imports: readonly Import[] = listed('*.ts', '*.tsx', '*.mjs').flatMap((file) =>
  [...read(file).matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) => ({ file, specifier })),
);
const isTest = (file: string): boolean => /\.test\.tsx?$|\/test\/|\/codegen\.ts$/.test(file);
const told = ({ file, specifier }: Import): string => `${file} imports ${specifier}`;

it('finds the workspaces and what they import', () => {
  expect(workspaces.map(({ folder }) => folder)).toEqual(
    expect.arrayContaining(['subgraphs/order', 'packages/subgraph-kit', 'router', 'standalone', 'bench']),
  );
  expect(imports.map(({ specifier }) => specifier)).toContain('@storegraph/order/service');
});

it('a workspace imports the workspaces that its package.json names, by their names', () => {
  const undeclared = imports.filter(({ file, specifier }) => {
    const from = workspaceOf(file);
    const [, name] = /^(@storegraph\/[^/]+)/.exec(specifier) ?? [];
    if (from === undefined || name === undefined || name === from.name) return false;
    // Its tests use testkit, which uses the kit: named there, the packages would be a circle.
    if (from.name === '@storegraph/subgraph-kit' && name === '@storegraph/testkit') return !isTest(file);
    return ![...from.dependencies, ...(isTest(file) ? from.devDependencies : [])].includes(name);
  });
  // But what belongs to no workspace, and text that is no code.
  const byPath = imports.filter(({ file, specifier }) => {
    const [from, to] = [workspaceOf(file), workspaceOf(join(dirname(file), specifier))];
    return (
      specifier.startsWith('.') && from !== undefined && to !== undefined && from !== to && !specifier.endsWith('?raw')
    );
  });
  expect([...undeclared, ...byPath].map(told)).toEqual([]);
});

it.each(['subgraphs/', 'router', 'packages/'])(
  '%s knows packages alone, so that it moves to a machine of its own',
  (folder) => {
    const named = workspaces
      .filter((workspace) => workspace.folder.startsWith(folder))
      .flatMap(({ name, dependencies, devDependencies }) =>
        [...dependencies, ...devDependencies].map((dependency) => ({ name, dependency })),
      );
    const packages = workspaces.filter((each) => each.folder.startsWith('packages/')).map(({ name }) => name);
    expect(named.filter(({ dependency }) => !packages.includes(dependency))).toEqual([]);
  },
);

it("the kit's folders import what its README says", () => {
  const rows = [...read('packages/subgraph-kit/README.md').matchAll(/^\| (the root|`(\w+)\/`) \|.*\| ([^|]+) \|$/gm)];
  const allowed = new Map(rows.map(([, , folder = 'root', names = '']) => [folder, names.split(', ')]));
  const src = 'packages/subgraph-kit/src/';
  const folderOf = (path: string): string => /^(\w+)\//.exec(path.slice(src.length))?.[1] ?? 'root';
  const inside = imports.filter(
    ({ file, specifier }) => file.startsWith(src) && specifier.startsWith('.') && !isTest(file),
  );
  expect(inside.length).toBeGreaterThan(100);
  const forbidden = inside.filter(({ file, specifier }) => {
    const [from, to] = [folderOf(file), folderOf(join(dirname(file), specifier))];
    return from !== to && !['all', to].some((name) => allowed.get(from)?.includes(name));
  });
  expect(forbidden.map(told)).toEqual([]);
});

// `npm run package` makes `dist/`: the package as JavaScript, for projects outside of this repository. Inside it, Node
// runs the sources.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { packedReadme } from './packed-readme.ts';

const folder = fileURLToPath(new URL('..', import.meta.url));
const { name, version, type, description, dependencies, peerDependencies } = JSON.parse(
  readFileSync(`${folder}package.json`, 'utf8'),
);

rmSync(`${folder}dist`, { recursive: true, force: true });
execFileSync('tsc', ['-p', 'tsconfig.package.json'], { cwd: folder, stdio: 'inherit' });
const manifest = {
  name,
  version,
  type,
  description,
  license: 'MIT',
  exports: {
    '.': { types: './with-compiled-executor.d.ts', default: './with-compiled-executor.js' },
    './*': { types: './*.d.ts', default: './*.js' },
  },
  dependencies,
  // Any patch release of the minor version whose private side is known.
  peerDependencies: { ...peerDependencies, '@apollo/gateway': '~2.14.0', graphql: '^16.8.0' },
};
writeFileSync(`${folder}dist/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(`${folder}dist/README.md`, packedReadme(readFileSync(`${folder}README.md`, 'utf8')));
copyFileSync(`${folder}../../LICENSE`, `${folder}dist/LICENSE`);

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Tells whether `node_modules` holds what package-lock.json asks for, by the record that npm writes at the end of every
 * install: an interrupted install, or a lockfile that changed since, shows. Packages too many do no harm: the `node`
 * package brings its program by an install of its own.
 *
 * @param {string} root - the repository
 * @returns {boolean}
 */
export function packagesAreCurrent(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === null || installed === null) return false;
  for (const [path, { version, integrity, optional, devOptional }] of Object.entries(wanted)) {
    if (path === '') continue;
    const found = installed[path];
    // Packages for other systems are in the lockfile and are never installed.
    if (found === undefined && (optional || devOptional)) continue;
    if (found === undefined || found.version !== version || found.integrity !== integrity) return false;
  }
  return true;
}

/**
 * Runs `npm ci` with a line of progress now and again; its own output is shown only when it fails.
 *
 * @param {string} root - the repository
 * @returns {Promise<boolean>} whether it succeeded
 */
export function installPackages(root) {
  console.log('Installing packages (npm ci): about a minute the first time.');
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  const timer = setInterval(() => console.log(`  installing packages ... ${seconds()} s`), 5000);
  const args = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--no-progress',
    '--loglevel=error',
  ];
  // Under npm itself, run that very npm; a bare `npm` may be another one, or not on PATH at all.
  const npm = process.env.npm_execpath;
  const child = npm?.endsWith('.js')
    ? spawn(process.execPath, [npm, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
    : spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve) => {
    const finish = (problem) => {
      clearInterval(timer);
      if (problem === null) console.log(`Packages installed in ${seconds()} s.`);
      else console.error(`Could not install the packages: ${problem}\n\n${lastLines(output)}`);
      resolve(problem === null);
    };
    child.once('error', (error) => finish(error.message));
    child.once('close', (code) => finish(code === 0 ? null : `npm ci ended with code ${code}`));
  });
}

// When the lockfile does not fit, npm adds its whole manual page behind the reason.
function lastLines(output) {
  return output
    .split(/npm error\s+Clean install a project/)[0]
    .trim()
    .split('\n')
    .slice(-25)
    .join('\n');
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

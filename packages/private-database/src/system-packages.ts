import { findProgram } from './find-server.ts';
import { runProgram } from './run-program.ts';

/** A program that the system's package manager can bring. */
export type SystemPackage = {
  /** For people: `MariaDB server`. */
  readonly label: string;
  /** The package's name for each package manager. */
  readonly names: {
    readonly apt: string;
    readonly dnf: string;
    readonly zypper: string;
    readonly pacman: string;
    readonly apk: string;
    readonly brew: string;
  };
  /** A system service that comes with the package, and is not wanted. */
  readonly service?: string;
};

const commands = [
  ['apt-get', 'apt', 'sudo apt-get install -y'],
  ['dnf', 'dnf', 'sudo dnf install -y'],
  ['zypper', 'zypper', 'sudo zypper install -y'],
  ['pacman', 'pacman', 'sudo pacman -S --noconfirm'],
  ['apk', 'apk', 'sudo apk add'],
  ['brew', 'brew', 'brew install'],
] as const;

/**
 * The command that installs a package on this very system.
 *
 * @param wanted - the package
 * @returns one line for a shell; where no package manager is known, a sentence
 */
export function installCommand(wanted: SystemPackage): string {
  for (const [program, manager, command] of commands) {
    if (findProgram([program]) !== null) return `${command} ${wanted.names[manager]}`;
  }
  return `install ${wanted.label} with your system's package manager`;
}

/**
 * Installs a package on a Debian-like system where this process has the right to: as root, or by `sudo` without a
 * password. Says so first. A service that comes with the package is neither started nor left enabled.
 *
 * @param wanted - the package
 * @param onProgress - called with a line now and again
 * @returns whether it was installed; `false` where there is no apt or no right
 */
export async function installWithApt(wanted: SystemPackage, onProgress: (line: string) => void): Promise<boolean> {
  if (findProgram(['apt-get']) === null) return false;
  const asRoot = await rootPrefix();
  if (asRoot === null) return false;
  onProgress(`${wanted.label} is not installed: installing it now (apt-get install ${wanted.names.apt}).`);
  const [program, ...args] = [...asRoot, 'sh', '-c', aptScript, 'sh', wanted.names.apt, wanted.service ?? ''] as const;
  const startedAt = performance.now();
  let quietUntil = startedAt + 2_000;
  const { code, output } = await runProgram(program, args, {
    env: { DEBIAN_FRONTEND: 'noninteractive' },
    onLine: (line) => {
      if (performance.now() < quietUntil || line.trim() === '') return;
      quietUntil = performance.now() + 2_000;
      onProgress(`  ${Math.round((performance.now() - startedAt) / 1000)} s  ${line.trim().slice(0, 100)}`);
    },
  });
  if (code === 0) {
    onProgress(`${wanted.label} installed in ${Math.round((performance.now() - startedAt) / 1000)} s.`);
    return true;
  }
  onProgress(`Could not install ${wanted.label}. apt-get said:\n${output.trim().split('\n').slice(-8).join('\n')}`);
  return false;
}

async function rootPrefix(): Promise<string[] | null> {
  if (process.getuid?.() === 0) return [];
  if (findProgram(['sudo']) === null) return null;
  const { code } = await runProgram('sudo', ['-n', 'true']);
  return code === 0 ? ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND'] : null;
}

// policy-rc.d is Debian's switch for "do not start services while installing" (invoke-rc.d(8)); one that is there
// already stays.
const aptScript = `
set -e
switch=/usr/sbin/policy-rc.d
if [ ! -e "$switch" ]; then
  trap 'rm -f "$switch"' EXIT
  trap 'exit 130' INT TERM HUP
  printf '#!/bin/sh\\nexit 101\\n' > "$switch"
  chmod 755 "$switch"
fi
options="-o DPkg::Lock::Timeout=120 -o Acquire::Retries=3"
apt-get $options update
apt-get $options install -y --no-install-recommends "$1"
if [ -n "$2" ] && command -v systemctl >/dev/null 2>&1; then systemctl disable "$2" >/dev/null 2>&1 || true; fi
`;

import { globSync } from 'node:fs';
import { installCommand, installWithApt, type SystemPackage } from '@storegraph/private-database/system-packages';

const faketime: SystemPackage = {
  label: 'faketime',
  names: {
    apt: 'faketime',
    dnf: 'libfaketime',
    zypper: 'libfaketime',
    pacman: 'libfaketime',
    apk: 'libfaketime',
    brew: 'libfaketime',
  },
};

/**
 * Finds the library that shifts a program's clock, or brings it with `apt-get`.
 *
 * @param onProgress - called with a line now and again
 * @returns its path, for `LD_PRELOAD`
 * @throws Error naming the command that installs it on this system
 */
export async function obtainFaketime(onProgress: (line: string) => void): Promise<string> {
  const find = (): string | undefined => globSync('/usr/lib{64,}{/*,}/faketime/libfaketimeMT.so.1')[0];
  const path = find() ?? ((await installWithApt(faketime, onProgress)) ? find() : undefined);
  if (path !== undefined) return path;
  throw new Error(
    `The tests of the calendar need libfaketime, which is not installed. Install it, then start again:\n\n  ${installCommand(faketime)}\n`,
  );
}

import { accessSync, constants } from 'node:fs';
import { findProgram } from '@storegraph/private-database/find-server';
import { installCommand, installWithApt, type SystemPackage } from '@storegraph/private-database/system-packages';
import { chosenChromium } from './env.ts';

const chromium: SystemPackage = {
  label: 'Chromium',
  names: {
    apt: 'chromium',
    dnf: 'chromium',
    zypper: 'chromium',
    pacman: 'chromium',
    apk: 'chromium',
    brew: '--cask chromium',
  },
};

/**
 * Finds the browser for the tests, or brings one with `apt-get`.
 *
 * @param onProgress - called with a line now and again
 * @returns the program's path
 * @throws Error naming the command that installs one on this system
 */
export async function obtainChromium(onProgress: (line: string) => void): Promise<string> {
  const chosen = chosenChromium();
  if (chosen !== undefined) {
    try {
      accessSync(chosen, constants.X_OK);
      return chosen;
    } catch {
      throw new Error(`CHROMIUM_PATH names ${chosen}, which is not a program that can be run.`);
    }
  }
  const found = findChromium() ?? ((await installWithApt(chromium, onProgress)) ? findChromium() : null);
  if (found !== null) return found;
  throw new Error(
    `The browser tests need Chromium or Chrome, and none is installed. Install one, or name it in CHROMIUM_PATH, then start again:\n\n  ${installCommand(chromium)}\n`,
  );
}

function findChromium(): string | null {
  return findProgram(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']);
}

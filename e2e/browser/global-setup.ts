import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { obtainChromium } from '../../scripts/obtain-chromium.ts';
import { startSharedStack } from '../src/stack/shared-stack.ts';
import { browserArguments } from './browser-arguments.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the run's browser listens. */
    browserAddress: string;
  }
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Builds the client, then starts what all files share: a database server, a shop, and one browser. Payments stay open
 * for longer than any machine needs to press a button.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = await obtainChromium(console.log);
  await promisify(execFile)('npm', ['run', '-s', 'build'], { cwd: root });
  const stopShop = await startSharedStack('standalone', project, { windowSeconds: 600 });
  try {
    const browser = await chromium.launchServer({ executablePath, args: browserArguments });
    project.provide('browserAddress', browser.wsEndpoint());
    return async () => {
      await browser.close();
      await stopShop();
    };
  } catch (error) {
    await stopShop();
    throw error;
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { readOrNull } from './read-or-null.ts';
import { runProgram } from './run-program.ts';

/**
 * Tells whether a process is alive.
 *
 * @param pid - its id
 * @returns `true` also for a process of another user
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * When a process began, in a form that only serves to tell two processes with the same id apart.
 *
 * @param pid - the process
 * @returns a token, or `null` when there is no such process or the system does not tell
 */
export async function startToken(pid: number): Promise<string | null> {
  if (hasProc()) {
    const stat = readOrNull(`/proc/${pid}/stat`);
    // The second field is the program's name in parentheses and may hold blanks: count the fields behind it.
    return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  }
  const { code, output } = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)]);
  return code === 0 ? output.trim() : null;
}

/**
 * Finds the database servers that work on data below a folder, however they came to be there.
 *
 * @param folder - an absolute path without symbolic links
 * @returns their process ids
 */
export async function serversUnder(folder: string): Promise<number[]> {
  const prefix = `--datadir=${folder}/`;
  if (hasProc()) {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((pid) => {
        const args = readOrNull(`/proc/${pid}/cmdline`)?.split('\0') ?? [];
        return isServerProgram(args[0] ?? '') && args.some((arg) => arg.startsWith(prefix));
      })
      .map(Number);
  }
  const { output } = await runProgram('ps', ['-axww', '-o', 'pid=,command=']);
  return output.split('\n').flatMap((line) => {
    const [, pid, command] = /^\s*(\d+)\s+(.*)$/.exec(line) ?? [];
    if (pid === undefined || command === undefined) return [];
    return isServerProgram(command.split(' ')[0] ?? '') && command.includes(` ${prefix}`) ? [Number(pid)] : [];
  });
}

/**
 * Ends a process: asks first, forces when it does not follow in time. Forcing is safe for InnoDB, which recovers.
 *
 * @param pid - the process
 * @param patienceMs - how long it may take to end by itself
 */
export async function endProcess(pid: number, patienceMs: number): Promise<void> {
  signal(pid, 'SIGTERM');
  if (await endsWithin(pid, patienceMs)) return;
  signal(pid, 'SIGKILL');
  if (await endsWithin(pid, 10_000)) return;
  throw new Error(`Process ${pid} does not end, not even when forced. Restart the machine or end it by hand.`);
}

async function endsWithin(pid: number, patienceMs: number): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

function isServerProgram(path: string): boolean {
  return /(^|\/)(mariadbd|mysqld)$/.test(path);
}

// A killed server whose parent was killed too stays in the table until somebody reaps it, which in containers may be
// never.
function isZombie(pid: number): boolean {
  if (!hasProc()) return false;
  const stat = readOrNull(`/proc/${pid}/stat`);
  return stat === null || stat.charAt(stat.lastIndexOf(')') + 2) === 'Z';
}

function hasProc(): boolean {
  return existsSync('/proc/self/stat');
}

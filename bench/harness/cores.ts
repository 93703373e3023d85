import { availableParallelism } from 'node:os';
import { runProgram } from '@storegraph/private-database/run-program';

/**
 * Where a gateway that may use one core runs, and where all else does. Null where Linux cannot pin, or has one core
 * only.
 */
export async function separateCores(): Promise<{ readonly gateway: number; readonly rest: number } | null> {
  if (availableParallelism() < 2) return null;
  const { code } = await runProgram('taskset', ['--version']);
  return code === 0 ? { gateway: 0, rest: 1 } : null;
}

/** Moves a running process, with all its threads, to one core. */
export async function pinToCore(pid: number, core: number): Promise<void> {
  const { code, output } = await runProgram('taskset', [
    '--all-tasks',
    '--cpu-list',
    '--pid',
    String(core),
    String(pid),
  ]);
  if (code !== 0) throw new Error(`Process ${pid} cannot be pinned to core ${core}: ${output}`);
}

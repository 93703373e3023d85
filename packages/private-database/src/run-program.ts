import { spawn } from 'node:child_process';
import { childEnvironment } from './env.ts';

/** What a finished program left behind. */
export type ProgramResult = {
  /** The exit code, or `null` when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  /** Standard output and standard error, in the order in which they came. */
  readonly output: string;
};

/** How to run a program. */
export type RunOptions = {
  /** Variables on top of this process's environment. */
  readonly env?: Record<string, string>;
  /** Called with each line of output as it comes. */
  readonly onLine?: (line: string) => void;
};

/**
 * Runs a program to its end, without a shell and without a terminal.
 *
 * @param program - a path, or a name that is on `PATH`
 * @param args - its arguments
 * @param options - environment and a listener for its lines
 * @returns its exit code and output; never rejects
 */
export function runProgram(program: string, args: readonly string[], options: RunOptions = {}): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: childEnvironment(options.env ?? {}) });
    let output = '';
    let pending = '';
    const take = (chunk: string): void => {
      output += chunk;
      const lines = (pending + chunk).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) options.onLine?.(line);
    };
    child.stdout.setEncoding('utf8').on('data', take);
    child.stderr.setEncoding('utf8').on('data', take);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}

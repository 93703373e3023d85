import { readdirSync, readFileSync } from 'node:fs';

/** CPU time of a process by the scheduler's clock, finer than the ticks of `/proc/PID/stat` (sched-stats(7)). */
export const cpuNanosecondsOf = (pid: number): number =>
  readdirSync(`/proc/${pid}/task`).reduce((sum, task) => sum + runTimeOf(pid, task), 0);

function runTimeOf(pid: number, task: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ', 1)[0]);
  } catch {
    // The thread ended between the two looks.
    return 0;
  }
}

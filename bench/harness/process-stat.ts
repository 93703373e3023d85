import { readdirSync, readFileSync } from 'node:fs';

/** What Linux tells of a process in `/proc/PID/stat` (proc_pid_stat(5)). */
export type ProcessStat = {
  readonly pid: number;
  readonly parentPid: number;
  /** Of its threads, and of its children that have ended and were waited for. */
  readonly cpuMs: number;
  readonly residentBytes: number;
};

// USER_HZ and the page size of every Linux that Node is built for on x86-64 and most of arm64.
const MS_PER_TICK = 10;
const PAGE_BYTES = 4096;

/**
 * Reads one line of `/proc/PID/stat`.
 * @throws Error when the line is not of that form
 */
export function parseStat(line: string): ProcessStat {
  // The name is in parentheses and may hold blanks and parentheses itself.
  const nameEnd = line.lastIndexOf(')');
  const pid = Number(line.slice(0, line.indexOf(' ')));
  const fields = line
    .slice(nameEnd + 2)
    .split(' ')
    .map(Number);
  // Counted from field 3, the state: 4 is the parent, 14 to 17 are utime, stime, cutime, cstime, 24 is rss.
  const field = (number: number): number => fields[number - 3] ?? Number.NaN;
  const stat = {
    pid,
    parentPid: field(4),
    cpuMs: (field(14) + field(15) + field(16) + field(17)) * MS_PER_TICK,
    residentBytes: field(24) * PAGE_BYTES,
  };
  if (nameEnd < 0 || Object.values(stat).some(Number.isNaN))
    throw new Error(`This is no line of /proc/PID/stat: ${line}`);
  return stat;
}

/** A process and all that descend from it. */
export function familyOf(pid: number, all: readonly ProcessStat[]): readonly ProcessStat[] {
  const self = all.filter((each) => each.pid === pid);
  const children = all.filter((each) => each.parentPid === pid && each.pid !== pid);
  return [...self, ...children.flatMap((child) => familyOf(child.pid, all))];
}

/** CPU time and resident memory of processes with their descendants, now. */
export function usageOf(pids: readonly number[]): { readonly cpuMs: number; readonly residentBytes: number } {
  const all = readAll();
  const family = new Map(pids.flatMap((pid) => familyOf(pid, all)).map((each) => [each.pid, each]));
  const sum = (of: (stat: ProcessStat) => number): number =>
    [...family.values()].reduce((total, each) => total + of(each), 0);
  return { cpuMs: sum(({ cpuMs }) => cpuMs), residentBytes: sum(({ residentBytes }) => residentBytes) };
}

/** The ids of a process and of all that descend from it, now. */
export const familyIds = (pid: number): readonly number[] => familyOf(pid, readAll()).map((each) => each.pid);

/**
 * What processes hold in memory together: pages that they share, such as the program's own, are counted once, where a
 * sum of their resident memory would count them for each. Read from `/proc/PID/smaps_rollup` (proc_pid_smaps(5)).
 */
export const heldBytes = (pids: readonly number[]): number =>
  heldIn(pids.map((pid) => readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')));

/** As {@link heldBytes}, of the files' texts. The one that shares most is taken to share what the others do. */
export function heldIn(rollups: readonly string[]): number {
  const all = rollups.map((text) => {
    const bytes = (name: string): number => Number(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]) * 1024;
    return { resident: bytes('Rss'), shared: bytes('Shared_Clean') + bytes('Shared_Dirty') };
  });
  const own = all.reduce((sum, { resident, shared }) => sum + resident - shared, 0);
  return own + Math.max(0, ...all.map(({ shared }) => shared));
}

function readAll(): readonly ProcessStat[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))];
      } catch {
        // It ended between the two looks.
        return [];
      }
    });
}

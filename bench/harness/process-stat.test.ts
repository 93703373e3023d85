import { describe, expect, it } from 'vitest';
import { familyOf, heldBytes, heldIn, parseStat, usageOf, type ProcessStat } from './process-stat.ts';

const line = (name: string): string =>
  `4242 (${name}) S 17 4242 4242 0 -1 4194560 2000 300 0 0 150 50 30 20 20 0 11 0 123456 800000000 2560 18446744073709551615 1 1 0 0 0`;

describe('parseStat', () => {
  it.each(['node', 'a b', 'x) R 1 (y', '((('])('reads past a process called "%s"', (name) => {
    expect(parseStat(line(name))).toEqual({ pid: 4242, parentPid: 17, cpuMs: 2_500, residentBytes: 2560 * 4096 });
  });
  it.each(['', 'nonsense', '12 (node) S 1 2'])('refuses "%s"', (text) =>
    expect(() => parseStat(text)).toThrow('no line of /proc/PID/stat'),
  );
});

describe('familyOf', () => {
  const stat = (pid: number, parentPid: number): ProcessStat => ({ pid, parentPid, cpuMs: 0, residentBytes: 0 });
  const all = [stat(1, 0), stat(10, 1), stat(11, 10), stat(12, 11), stat(20, 1)];
  it('holds the process, its children and theirs, and nobody else', () => {
    expect(familyOf(10, all).map(({ pid }) => pid)).toEqual([10, 11, 12]);
  });
  it('is empty for a process that is gone', () => expect(familyOf(99, all)).toEqual([]));
});

describe('heldIn', () => {
  const rollup = (resident: number, clean: number, dirty: number): string =>
    `00400000-7fff0000 ---p 00000000 00:00 0 [rollup]\nRss:    ${resident} kB\nPss:     9 kB\nPss_Dirty:   9 kB\nShared_Clean:   ${clean} kB\nShared_Dirty:   ${dirty} kB\n`;
  it('counts once what processes share', () =>
    expect(heldIn([rollup(300, 60, 10), rollup(100, 50, 0)])).toBe((230 + 50 + 70) * 1024));
  it('is nothing for nobody', () => expect(heldIn([])).toBe(0));
});

describe.runIf(process.platform === 'linux')('usageOf', () => {
  it('sees what this very process used, and counts it once', () => {
    const once = usageOf([process.pid]);
    expect(once.residentBytes).toBeGreaterThan(10_000_000);
    expect(usageOf([process.pid, process.pid]).residentBytes).toBeLessThan(once.residentBytes * 1.5);
  });
});

describe.runIf(process.platform === 'linux')('heldBytes', () => {
  it('is about the resident memory of one process', () => {
    const { residentBytes } = usageOf([process.pid]);
    expect(heldBytes([process.pid]) / residentBytes).toBeCloseTo(1, 0);
  });
});

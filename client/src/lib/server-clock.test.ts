import { expect, it } from 'vitest';
import { formatCountdown, observeServerTime, remainingMs, remainingShare, serverNowMs } from './server-clock.ts';

const at = (seconds: number): string => new Date(Date.UTC(2026, 2, 1, 12, 0, seconds)).toISOString();

it('counts by the difference to the server, however wrong the own clock is', () => {
  const wrongNowMs = Date.parse('2019-01-01T00:00:00Z');
  observeServerTime(at(0), wrongNowMs);
  expect(remainingMs(at(15), serverNowMs(wrongNowMs))).toBe(15_000);
  expect(remainingMs(at(15), serverNowMs(wrongNowMs + 6_000))).toBe(9_000);
});

it('never counts below zero', () => {
  expect(remainingMs(at(15), Date.parse(at(40)))).toBe(0);
  expect(remainingShare(at(0), at(15), Date.parse(at(40)))).toBe(0);
});

it('knows the share of the window that is left', () => {
  expect(remainingShare(at(0), at(20), Date.parse(at(5)))).toBe(0.75);
  expect(remainingShare(at(0), at(0), Date.parse(at(0)))).toBe(0);
});

it('shows zero only when the time is over', () => {
  expect(formatCountdown(1)).toBe('0:01');
  expect(formatCountdown(0)).toBe('0:00');
  expect(formatCountdown(14_200)).toBe('0:15');
  expect(formatCountdown(872_000)).toBe('14:32');
  expect(formatCountdown(3_723_000)).toBe('1:02:03');
});

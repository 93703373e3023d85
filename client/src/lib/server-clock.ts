import { useEffect, useState } from 'react';

/**
 * The shop's clock. Every answer with a `serverTime` sets it, so that a countdown is right on a phone whose own clock
 * is wrong.
 */
let offsetMs = 0;

export const observeServerTime = (serverTime: string, nowMs: number = Date.now()): void => {
  offsetMs = Date.parse(serverTime) - nowMs;
};

export const serverNowMs = (nowMs: number = Date.now()): number => nowMs + offsetMs;

export const remainingMs = (expiresAt: string, nowMs: number): number => Math.max(0, Date.parse(expiresAt) - nowMs);

/** How much of a window is left, from 1 down to 0. */
export const remainingShare = (startedAt: string, expiresAt: string, nowMs: number): number => {
  const windowMs = Date.parse(expiresAt) - Date.parse(startedAt);
  return windowMs > 0 ? Math.min(1, remainingMs(expiresAt, nowMs) / windowMs) : 0;
};

/** `0:07`, `14:32`, `1:02:03`. Rounded up, so that 0:00 is shown only when the time is over. */
export const formatCountdown = (leftMs: number): string => {
  const seconds = Math.ceil(leftMs / 1000);
  const padded = (value: number): string => String(value).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${padded(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${padded(minutes % 60)}:${padded(seconds % 60)}`;
};

/** The shop's time, read anew every `everyMs` while mounted. */
export const useServerNow = (everyMs: number): number => {
  const [nowMs, setNowMs] = useState(() => serverNowMs());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(serverNowMs()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
};

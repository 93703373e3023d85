import { HttpError } from '@storegraph/subgraph-kit/http/http-server';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';

/** How many streams may be open at once. */
export type StreamLimits = { readonly perUser: number; readonly inAll: number };

/** As many tabs as a user may keep open, and as many connections as a process is good for. */
export const STREAM_LIMITS: StreamLimits = { perUser: 20, inAll: 2_000 };

/**
 * Counts streams.
 * @returns takes a place, and gives the function that frees it
 * @throws HttpError 429 when the viewer has too many, 503 when everybody together has
 */
export function createStreamPlaces({ perUser, inAll }: StreamLimits): (viewer: Viewer) => () => void {
  const counts = new Map<string, number>();
  let total = 0;
  return (viewer) => {
    const who = viewer.kind === 'user' ? viewer.userId : '';
    const count = counts.get(who) ?? 0;
    if (total >= inAll) throw new HttpError(503, 'Too many streams are open. Ask again in a while');
    // Anonymous callers have nothing to follow: their streams end at once, and are not counted together.
    if (who !== '' && count >= perUser) throw new HttpError(429, `At most ${perUser} streams may be open at once`);
    counts.set(who, count + 1);
    total += 1;
    return () => {
      total -= 1;
      const left = (counts.get(who) ?? 1) - 1;
      if (left === 0) counts.delete(who);
      else counts.set(who, left);
    };
  };
}

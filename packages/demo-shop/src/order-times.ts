import { itemAt, type Random } from './random.ts';

const hourMs = 3_600_000;

/** How busy each hour of a day is (UTC): a quiet night, a lunch break, a long evening. */
const hourWeights = [3, 2, 1, 1, 1, 1, 2, 4, 6, 8, 9, 10, 12, 11, 9, 9, 10, 12, 14, 16, 17, 14, 9, 5];
/** How busy each day of a week is, from Sunday. */
const dayWeights = [1.25, 0.95, 0.9, 0.92, 0.98, 1.1, 1.3];
/** How many times as busy the last hour is as the first, all else equal. */
const growth = 2.5;

/**
 * The moments at which a shop's orders are placed, in milliseconds since 1970, ascending: `count` of them in the
 * whole hours before `until`. Holds one hour's worth at a time.
 */
export function* orderTimes(
  random: Random,
  { count, until, hours }: { readonly count: number; readonly until: Date; readonly hours: number },
): Generator<number> {
  const fromMs = until.getTime() - hours * hourMs;
  let total = 0;
  for (let hour = 0; hour < hours; hour++) total += busyness(fromMs, hour, hours);
  let sum = 0;
  let placed = 0;
  for (let hour = 0; hour < hours; hour++) {
    sum += busyness(fromMs, hour, hours);
    const due = hour === hours - 1 ? count : Math.round((count * sum) / total);
    const offsets = Array.from({ length: due - placed }, () => random.int(0, hourMs - 1)).sort((a, b) => a - b);
    for (const offset of offsets) yield fromMs + hour * hourMs + offset;
    placed = due;
  }
}

function busyness(fromMs: number, hour: number, hours: number): number {
  const at = new Date(fromMs + hour * hourMs);
  const trend = 1 + ((growth - 1) * hour) / hours;
  return trend * itemAt(dayWeights, at.getUTCDay()) * itemAt(hourWeights, at.getUTCHours());
}

/**
 * Where around a step a process can be told to die: before and after its commit, between publishing its event and
 * marking it, before anybody hears of it.
 */
export const CRASH_POINTS = ['before-commit', 'after-commit', 'after-publish', 'before-ack'] as const;

/** A moment at which a process ends itself. A step is known by the event that its transaction records. */
export type CrashMoment = { readonly step: string; readonly point: (typeof CRASH_POINTS)[number] };

let armed: CrashMoment | null = null;
const recordedIn = new WeakMap<object, string[]>();
const committed = new Set<string>();

/** From now on this process dies at the given moment; null disarms it. For `runService` and tests. */
export function armCrash(moment: CrashMoment | null): void {
  armed = moment;
  committed.clear();
}

/** A transaction begins, on a connection that may have had others. */
export function begins(transaction: object): void {
  if (armed !== null) recordedIn.delete(transaction);
}

/** Notes which steps a transaction takes. */
export function noteSteps(transaction: object, types: readonly string[]): void {
  if (armed !== null) recordedIn.set(transaction, [...(recordedIn.get(transaction) ?? []), ...types]);
}

/** The transaction has done all but commit. */
export const aboutToCommit = (transaction: object): void => crashAt('before-commit', recordedIn.get(transaction));

/** The commit was answered, and the caller of the transaction has not gone on yet. */
export function hasCommitted(transaction: object): void {
  const steps = recordedIn.get(transaction) ?? [];
  crashAt('after-commit', steps);
  for (const step of steps) committed.add(step);
}

/** The relay has published events of these types, and marked none. */
export const hasPublished = (types: readonly string[]): void => crashAt('after-publish', types);

/** An event has had its effect here, or a request has; its sender is about to be told. */
export const aboutToAnswer = (eventType?: string): void =>
  crashAt('before-ack', eventType === undefined ? [...committed] : [...committed, eventType]);

function crashAt(point: CrashMoment['point'], steps: readonly string[] = []): void {
  // As a power cut would: no handler runs, no buffer is flushed.
  if (armed?.point === point && steps.includes(armed.step)) process.kill(process.pid, 'SIGKILL');
}

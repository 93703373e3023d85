/**
 * Runs work once at a time per key. All who ask for it during a run share the next one: the run under way may have
 * looked at what they have just changed before they changed it.
 * @param work - does what there is to do for a key; run once more, it finds nothing left
 * @returns asks for a run, and resolves or rejects as that run does
 */
export function coalesced<Value>(work: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const running = new Map<string, Promise<Value>>();
  const next = new Map<string, Promise<Value>>();

  const begin = (key: string): Promise<Value> => {
    next.delete(key);
    const run = work(key).finally(() => running.delete(key));
    running.set(key, run);
    return run;
  };

  return (key) => {
    const awaited = next.get(key);
    if (awaited !== undefined) return awaited;
    const underWay = running.get(key);
    if (underWay === undefined) return begin(key);
    const afterwards = (): Promise<Value> => begin(key);
    const following = underWay.then(afterwards, afterwards);
    next.set(key, following);
    return following;
  };
}

/**
 * Runs work once at a time per key: whoever asks for it while it is under way gets the outcome of that run, which may
 * have begun before their own reasons to ask arose.
 */
export function singleFlight<Value>(work: (key: string) => Promise<Value>): (key: string) => Promise<Value> {
  const running = new Map<string, Promise<Value>>();
  return (key) => {
    const known = running.get(key);
    if (known !== undefined) return known;
    const run = work(key).finally(() => running.delete(key));
    running.set(key, run);
    return run;
  };
}

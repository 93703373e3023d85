/** Keeps what was used last. */
export type BoundedCache<Value> = {
  readonly get: (key: string) => Value | undefined;
  readonly set: (key: string, value: Value) => void;
};

/**
 * A cache that forgets what was used longest ago.
 * @param maxKeyLength - of all keys together, in characters: the measure of values that grow with their key, such as a
 * parsed text. A longer key is not kept
 */
export function boundedCache<Value>(maxKeyLength: number): BoundedCache<Value> {
  // A Map remembers in which order its keys came.
  const values = new Map<string, Value>();
  let keyLength = 0;
  const drop = (key: string): void => {
    if (values.delete(key)) keyLength -= key.length;
  };
  return {
    get: (key) => {
      const value = values.get(key);
      if (value === undefined) return undefined;
      values.delete(key);
      values.set(key, value);
      return value;
    },
    set: (key, value) => {
      drop(key);
      if (key.length > maxKeyLength) return;
      values.set(key, value);
      keyLength += key.length;
      for (const oldest of values.keys()) {
        if (keyLength <= maxKeyLength) return;
        drop(oldest);
      }
    },
  };
}

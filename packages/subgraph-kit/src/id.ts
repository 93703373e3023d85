import { uuidv7 } from 'uuidv7';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A new UUIDv7 (RFC 9562): unique, and sorted by time, which keeps index pages warm. Lower case with dashes. */
export const newId = (): string => uuidv7();

/**
 * Reads an id that came from outside.
 * @returns the id in lower case, or null when it is not a UUID: answer as for a thing that does not exist
 */
export function parseId(value: string): string | null {
  const id = value.toLowerCase();
  return UUID.test(id) ? id : null;
}

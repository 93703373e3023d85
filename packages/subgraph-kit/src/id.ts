import { uuidv7 } from 'uuidv7';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The nil UUID of RFC 9562: an id that nothing has. */
export const NIL_ID = '00000000-0000-0000-0000-000000000000';

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

/**
 * As {@link parseId}, with the id that nothing has for what is none: what it names is not found, like everything that
 * does not exist.
 */
export const idOrNil = (value: string): string => parseId(value) ?? NIL_ID;

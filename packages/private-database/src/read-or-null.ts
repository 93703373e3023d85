import { readFileSync } from 'node:fs';

/** The text of a file; null when there is none to read. */
export function readOrNull(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

import { auditShop } from '@storegraph/standalone/audit/audit';
import type { DatabaseUrls } from '@storegraph/standalone/databases';
import { expect } from 'vitest';
import { eventually } from './eventually.ts';

const SETTLE_MS = 8_000;

/** Every invariant of the shop holds, at the latest when what is in flight has landed. */
export async function expectSound(databases: DatabaseUrls, { withinMs = SETTLE_MS } = {}): Promise<void> {
  await eventually(
    async () => {
      const findings = await auditShop(databases);
      expect(findings.length).toBeGreaterThan(0);
      expect(findings.filter(({ broken }) => broken > 0)).toEqual([]);
    },
    { withinMs },
  );
}

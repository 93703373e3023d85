import type { DatabaseUrls } from '../databases.ts';
import { auditCharges } from './charges.ts';
import type { Finding } from './finding.ts';
import { auditMoney } from './money.ts';
import { auditOrders } from './orders.ts';
import { auditProgress } from './progress.ts';
import { openAuditSource } from './source.ts';
import { auditStock } from './stock.ts';

/**
 * Checks every invariant of `docs/consistency.md` against live databases, without stopping anything. What two databases
 * say of an order that is changing at this moment may differ; an invariant that is broken twice in a row is broken.
 */
export async function auditShop(databases: DatabaseUrls): Promise<readonly Finding[]> {
  const source = openAuditSource(databases);
  try {
    const findings = [
      await auditStock(source),
      await auditMoney(source),
      await auditCharges(source),
      await auditOrders(source),
      await auditProgress(source),
    ];
    return findings.flat().toSorted((a, b) => a.group - b.group);
  } finally {
    await source.close();
  }
}

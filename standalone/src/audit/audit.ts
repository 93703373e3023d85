import { auditInventory } from '@storegraph/inventory/audit';
import { auditOrder } from '@storegraph/order/audit';
import { auditCharges } from '@storegraph/payment/audit/charges';
import { auditMoney } from '@storegraph/payment/audit/money';
import { auditEvents } from '@storegraph/subgraph-kit/events/audit';
import type { AuditQuery, Finding } from '@storegraph/subgraph-kit/audit';
import { subgraphNames, type DatabaseUrls, type SubgraphName } from '../databases.ts';
import { auditOrders } from './orders.ts';
import { openAuditSource } from './source.ts';

/**
 * Checks every invariant of `docs/consistency.md` against live databases, without stopping anything. What two databases
 * say of an order that is changing at this moment may differ; an invariant that is broken twice in a row is broken.
 */
export async function auditShop(databases: DatabaseUrls): Promise<readonly Finding[]> {
  const source = openAuditSource(databases);
  const of =
    (name: SubgraphName): AuditQuery =>
    (statement, parameters) =>
      source.query(name, statement, parameters);
  try {
    const findings = [
      await auditInventory(of('inventory')),
      await auditMoney(of('payment')),
      await auditCharges(of('payment')),
      await auditOrder(of('order')),
      await auditOrders(source),
      await auditEvents(subgraphNames.map((name) => ({ query: of(name), hasInbox: name === 'order' }))),
    ];
    return findings.flat().toSorted((a, b) => a.group - b.group);
  } finally {
    await source.close();
  }
}

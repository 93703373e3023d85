import { catalogue } from '@storegraph/event-catalogue/catalogue';
import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { auditEvents } from '@storegraph/subgraph-kit/events/audit';
import type { Finding } from '@storegraph/subgraph-kit/audit';
import type { DatabaseUrls } from '../databases.ts';
import { services } from '../services.ts';
import { auditOrders } from './orders.ts';
import { openAuditSource } from './source.ts';

/**
 * Checks every invariant of `docs/consistency.md` against live databases, without stopping anything. What two databases
 * say of an order that is changing at this moment may differ; an invariant that is broken twice in a row is broken.
 */
export async function auditShop(databases: DatabaseUrls): Promise<readonly Finding[]> {
  const source = openAuditSource(databases);
  try {
    const findings: Finding[] = [];
    for (const { name, audit } of services) findings.push(...(await audit(source.of(name))));
    findings.push(...(await auditOrders(source)));
    const withEvents = services.map(({ name }) => ({
      query: source.of(name),
      hasOutbox: catalogue.some(({ producer }) => producer === name),
      hasInbox: name in subscriptions,
    }));
    findings.push(...(await auditEvents(withEvents)));
    return findings.toSorted((a, b) => a.group - b.group);
  } finally {
    await source.close();
  }
}

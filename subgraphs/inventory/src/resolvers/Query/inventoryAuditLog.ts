import { auditLog } from '@storegraph/subgraph-kit/graphql/audit-log';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const inventoryAuditLog: NonNullable<QueryResolvers['inventoryAuditLog']> = auditLog;

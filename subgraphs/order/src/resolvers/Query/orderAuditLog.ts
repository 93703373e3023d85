import { auditLog } from '@storegraph/subgraph-kit/graphql/audit-log';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const orderAuditLog: NonNullable<QueryResolvers['orderAuditLog']> = auditLog;

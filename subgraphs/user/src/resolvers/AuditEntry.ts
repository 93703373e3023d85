import { AuditEntry as common } from '@storegraph/subgraph-kit/graphql/audit-log';
import type { AuditEntryResolvers } from '../__generated__/resolvers.ts';

export const AuditEntry = {
  ...common,
  actor: ({ actorId }, _, { loaders }) => loaders.user.load(actorId),
} satisfies AuditEntryResolvers;

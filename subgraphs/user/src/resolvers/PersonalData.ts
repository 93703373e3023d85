import { listAuditLog } from '@storegraph/subgraph-kit/database/audit-log-store';
import { unauthenticated } from '@storegraph/subgraph-kit/graphql/errors';
import { parsePage } from '@storegraph/subgraph-kit/graphql/pagination';
import { resolveReference } from '@storegraph/subgraph-kit/graphql/reference';
import { z } from 'zod';
import type { PersonalDataResolvers } from '../__generated__/resolvers.ts';

export const PersonalData = {
  __resolveReference: resolveReference,
  user: async ({ id }, _, { loaders }) => {
    const user = await loaders.user.load(id);
    if (user === null) throw unauthenticated();
    return user;
  },
  changesByStaff: async ({ id: subjectId }, { first }, { deps }) => {
    const page = { ...parsePage({ first }, 'AUDIT_LOG', z.never()), position: null };
    return (await listAuditLog(deps.database.db, { subjectId }, page)).items;
  },
} satisfies PersonalDataResolvers;

import { z } from 'zod';
import {
  countDeadLetters,
  listDeadLetters,
  type DeadLetterPosition,
} from '@storegraph/subgraph-kit/events/dead-letter-store';
import { cursorMoment, parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

const position = z.tuple([cursorMoment, z.uuid()]);

export const deadLetters: NonNullable<QueryResolvers['deadLetters']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const page = parsePage(args, 'PARKED_AT_DESC', position);
  return toConnection(
    await listDeadLetters(db, page),
    page,
    ({ parkedAt, eventId }): DeadLetterPosition => [parkedAt, eventId],
    () => countDeadLetters(db),
  );
};

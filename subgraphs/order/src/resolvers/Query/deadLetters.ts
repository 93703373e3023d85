import {
  countDeadLetters,
  deadLetterPosition,
  listDeadLetters,
  positionOfDeadLetter,
} from '@storegraph/subgraph-kit/events/dead-letter-store';
import { parsePage, toConnection } from '@storegraph/subgraph-kit/graphql/pagination';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';

export const deadLetters: NonNullable<QueryResolvers['deadLetters']> = async (_, args, { deps }) => {
  const { db } = deps.database;
  const page = parsePage(args, deadLetterPosition);
  return toConnection(await listDeadLetters(db, page), page, positionOfDeadLetter, () => countDeadLetters(db));
};

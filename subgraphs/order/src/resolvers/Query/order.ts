import { badUserInput } from '@storegraph/subgraph-kit/graphql/errors';
import { loadById } from '@storegraph/subgraph-kit/graphql/loaders';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { findOrderBySequence } from '../../db/order-store.ts';
import { parseOrderNumber } from '../../domain/order-number.ts';

export const order: NonNullable<QueryResolvers['order']> = async (_, { id, number }, { deps, loaders, viewer }) => {
  if (typeof id === 'string' && typeof number !== 'string') return loadById(loaders.orders, id);
  if (typeof number === 'string' && typeof id !== 'string') {
    const sequence = parseOrderNumber(number);
    return sequence === null ? null : findOrderBySequence(deps.database.db, viewer, sequence);
  }
  throw badUserInput('Give either `id` or `number`', 'id');
};

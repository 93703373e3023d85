import { idOrNil } from '@storegraph/subgraph-kit/id';
import type { QueryResolvers } from '../../__generated__/resolvers.ts';
import { isSamePhone } from '../../domain/phone-end.ts';

export const isPhoneOf: NonNullable<QueryResolvers['isPhoneOf']> = async (_, { userId, phone }, { loaders }) => {
  const user = await loaders.user.load(idOrNil(userId));
  return typeof user?.phone === 'string' && isSamePhone(user.phone, phone);
};

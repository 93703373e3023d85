import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/open-payable.ts';
import { parsePayable } from '../payable-input.ts';

export const openPayable: NonNullable<MutationResolvers['openPayable']> = async (_, { input }, { deps }) => {
  const result = await useCase.openPayable(deps, parsePayable(input));
  return result.ok
    ? { __typename: 'OpenPayableSuccess', state: result.value }
    : { __typename: 'PayableConflict', message: 'The order is known with another amount, currency or user.' };
};

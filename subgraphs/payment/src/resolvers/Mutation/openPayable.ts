import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/open-payable.ts';
import { parsePayable } from '../payable-input.ts';
import { toUserError } from '../user-error.ts';

export const openPayable: NonNullable<MutationResolvers['openPayable']> = async (_, { input }, { deps }) => {
  const result = await useCase.openPayable(deps, parsePayable(input));
  return result.ok ? { __typename: 'OpenPayableSuccess', ...result.value } : toUserError(result.refusal);
};

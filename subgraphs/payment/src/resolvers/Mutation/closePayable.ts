import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/close-payable.ts';
import { parsePayable } from '../payable-input.ts';
import { toUserError } from '../user-error.ts';

export const closePayable: NonNullable<MutationResolvers['closePayable']> = async (_, { input }, { deps }) => {
  const result = await useCase.closePayable(deps, parsePayable(input));
  return result.ok ? { __typename: 'ClosePayableSuccess', state: result.value } : toUserError(result.refusal);
};

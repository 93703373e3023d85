import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/login.ts';
import { askingOf, firstFactorAnswer, loginOriginOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const login: NonNullable<MutationResolvers['login']> = async (_, { input }, context) => {
  const result = await useCase.login(context.deps, input, askingOf(context), loginOriginOf(context));
  return result.ok ? firstFactorAnswer(context, result.value) : toUserError(result.refusal);
};

import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/provider-sign-in.ts';
import { askingOf, firstFactorAnswer } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const completeProviderSignIn: NonNullable<MutationResolvers['completeProviderSignIn']> = async (
  _,
  { input },
  context,
) => {
  const result = await useCase.completeProviderSignIn(context.deps, input.query, askingOf(context), context);
  return result.ok ? firstFactorAnswer(context, result.value) : toUserError(result.refusal);
};

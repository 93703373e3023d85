import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/passkey-sign-in.ts';
import { passkeyOptions } from '../passkey-options.ts';
import { askingOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const beginPasskeySignIn: NonNullable<MutationResolvers['beginPasskeySignIn']> = async (_, __, context) => {
  const { browser } = askingOf(context);
  const result = await useCase.beginPasskeySignIn(context.deps, browser, context);
  return result.ok ? passkeyOptions(context, browser, result.value) : toUserError(result.refusal);
};

import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/register-passkey.ts';
import { passkeyOptions } from '../passkey-options.ts';
import { askingOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const beginPasskeyRegistration: NonNullable<MutationResolvers['beginPasskeyRegistration']> = async (
  _,
  __,
  context,
) => {
  const { browser } = askingOf(context);
  const result = await useCase.beginPasskeyRegistration(context.deps, personOf(context.viewer), browser);
  return result.ok ? passkeyOptions(context, browser, result.value) : toUserError(result.refusal);
};

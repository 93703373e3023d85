import { personOf } from '@storegraph/subgraph-kit/graphql/person';
import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/provider-sign-in.ts';
import { askingOf } from '../sign-in-success.ts';
import { toUserError } from '../user-error.ts';

export const beginProviderLink: NonNullable<MutationResolvers['beginProviderLink']> = async (_, { input }, context) => {
  const { browser } = askingOf(context);
  const { deps, viewer } = context;
  const result = await useCase.beginProviderSignIn(deps, input.providerId, personOf(viewer), browser, context);
  if (!result.ok) return toUserError(result.refusal);
  context.setCookie(context.challengeCookie.write(browser));
  return { __typename: 'BeginProviderSignInSuccess', url: result.value };
};

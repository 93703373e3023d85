import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/admit-outside-token.ts';

export const admitOutsideToken: NonNullable<MutationResolvers['admitOutsideToken']> = (_, { input }, { deps }) =>
  useCase.admitOutsideToken(deps, { ...input, role: input.role ?? null, verifiedEmail: input.verifiedEmail ?? null });

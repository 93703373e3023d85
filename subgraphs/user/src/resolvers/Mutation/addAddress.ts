import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/add-address.ts';
import { ownAccount, signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const addAddress: NonNullable<MutationResolvers['addAddress']> = async (_, { input }, context) => {
  const result = await useCase.addAddress(context.deps, { userId: signedInViewer(context).userId, form: input.address });
  return result.ok ? { __typename: 'AddressSuccess', address: result.value, user: await ownAccount(context) } : userError(result.refusal);
};

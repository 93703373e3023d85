import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/remove-address.ts';
import { ownAccount, signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const removeAddress: NonNullable<MutationResolvers['removeAddress']> = async (_, { input }, context) => {
  const result = await useCase.removeAddress(context.deps, { userId: signedInViewer(context).userId, addressId: input.addressId });
  return result.ok ? { __typename: 'RemoveAddressSuccess', user: await ownAccount(context) } : userError(result.refusal);
};

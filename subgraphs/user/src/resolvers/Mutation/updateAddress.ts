import type { MutationResolvers } from '../../__generated__/resolvers.ts';
import * as useCase from '../../use-cases/update-address.ts';
import { ownAccount, signedInViewer } from '../signed-in.ts';
import { userError } from '../user-error.ts';

export const updateAddress: NonNullable<MutationResolvers['updateAddress']> = async (_, { input }, context) => {
  const { userId } = signedInViewer(context);
  const result = await useCase.updateAddress(context.deps, { userId, addressId: input.addressId, form: input.address });
  return result.ok ? { __typename: 'AddressSuccess', address: result.value, user: await ownAccount(context) } : userError(result.refusal);
};

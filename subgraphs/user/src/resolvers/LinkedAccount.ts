import type { LinkedAccountResolvers } from '../__generated__/resolvers.ts';

export const LinkedAccount = {
  providerName: ({ issuer }, _, { deps }) =>
    deps.openidProviders.list.find((each) => each.issuer === issuer)?.name ?? new URL(issuer).host,
} satisfies LinkedAccountResolvers;

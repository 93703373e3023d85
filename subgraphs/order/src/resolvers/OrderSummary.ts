import type { OrderSummaryResolvers } from '../__generated__/resolvers.ts';

export const OrderSummary = {
  lines: ({ id }, _, { loaders }) => loaders.lines.load(id),
  timeline: ({ id }, _, { loaders }) => loaders.timelines.load(id),
} satisfies OrderSummaryResolvers;

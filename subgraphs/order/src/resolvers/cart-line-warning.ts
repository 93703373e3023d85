import type { Named } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { InsufficientStockWarning, NotOnSaleWarning, ResolversParentTypes } from '../__generated__/resolvers.ts';
import type { CartLineWarning } from '../domain/cart.ts';

type Told =
  | Named<'PriceChangedWarning', ResolversParentTypes['PriceChangedWarning']>
  | Named<'InsufficientStockWarning', InsufficientStockWarning>
  | Named<'NotOnSaleWarning', NotOnSaleWarning>;

/** The type of the schema for a warning. */
export function toCartLineWarning(warning: CartLineWarning): Told {
  switch (warning.kind) {
    case 'priceChanged':
      return {
        __typename: 'PriceChangedWarning',
        message: 'The price has changed since you added this.',
        priceWhenAdded: warning.priceWhenAdded,
      };
    case 'insufficientStock':
      return {
        __typename: 'InsufficientStockWarning',
        message:
          warning.available === 0
            ? 'This is sold out for now.'
            : `Only ${warning.available} of these can be ordered now.`,
        available: warning.available,
      };
    case 'notOnSale':
      return { __typename: 'NotOnSaleWarning', message: 'This is not sold any more. Take it out to order the rest.' };
  }
}

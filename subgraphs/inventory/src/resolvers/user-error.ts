import { commonErrors, userError, userErrors } from '@storegraph/subgraph-kit/graphql/user-errors';
import type { InsufficientStock, NameTaken, NotFound } from '../domain/refusals.ts';

const NAME_TAKEN: Readonly<Record<NameTaken['what'], string>> = {
  product: 'Another product has this slug.',
  category: 'Another category has this slug.',
  variant: 'Another variant has this SKU.',
};

/** The error type of the schema for a refusal. */
export const toUserError = userErrors({
  ...commonErrors,
  notFound: ({ what, field }: NotFound) => userError('NotFoundError', `There is no such ${what}.`, field),
  nameTaken: ({ what, field }: NameTaken) => userError('NameTakenError', NAME_TAKEN[what], field),
  categoryNotEmpty: () =>
    userError('CategoryNotEmptyError', 'Move or delete the categories below it first.', ['input', 'categoryId']),
  insufficientStock: ({ available }: InsufficientStock) => ({
    ...userError(
      'InsufficientStockError',
      `The other units are held for orders; at most ${available} can be taken.`,
      null,
    ),
    available,
  }),
});

import { expect, it } from 'vitest';
import type { ResolversTypes } from '../__generated__/resolvers.ts';
import { productNotFound, type CategoryNotEmpty, type InsufficientStock, type NameTaken } from '../domain/refusals.ts';
import { toUserError } from './user-error.ts';

type Answer<Union extends keyof ResolversTypes> = Awaited<ResolversTypes[Union]>;

const nameTaken: NameTaken = { kind: 'nameTaken', what: 'variant', field: ['input', 'sku'] };
const notEmpty: CategoryNotEmpty = { kind: 'categoryNotEmpty' };
const insufficient: InsufficientStock = { kind: 'insufficientStock', available: 3 };

it('tells of a refusal by a member of the union of the mutation', () => {
  const answers: [Answer<'ArchiveProductResult'>, Answer<'VariantResult'>, Answer<'StockResult'>] = [
    toUserError(productNotFound),
    toUserError(nameTaken),
    toUserError(insufficient),
  ];
  expect(answers).toEqual([
    { __typename: 'NotFoundError', message: 'There is no such product.', field: ['input', 'productId'] },
    { __typename: 'NameTakenError', message: 'Another variant has this SKU.', field: ['input', 'sku'] },
    {
      __typename: 'InsufficientStockError',
      message: 'The other units are held for orders; at most 3 can be taken.',
      field: null,
      available: 3,
    },
  ]);
});

// `npm run types` is what runs this test.
it('does not compile for a refusal that the union does not know', () => {
  // @ts-expect-error A product that is archived takes no name.
  const archiveProduct: Answer<'ArchiveProductResult'> = toUserError(nameTaken);
  // @ts-expect-error Only a category that is deleted can be in the way.
  const updateCategory: Answer<'CategoryResult'> = toUserError(notEmpty);
  // @ts-expect-error A category holds no stock.
  const deleteCategory: Answer<'DeleteCategoryResult'> = toUserError(insufficient);
  expect([archiveProduct, updateCategory, deleteCategory]).toHaveLength(3);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous } from '@storegraph/testkit/viewers';
import { auditActions, makeCategory, makeProduct, mutateAsStaff, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const mutate = (name: string, input: Record<string, unknown>, success: string) =>
  mutateAsStaff(shop, name, input, success);
const category = (name: string, input: Record<string, unknown>) =>
  mutate(name, input, '... on CategorySuccess { category { id slug name description parent { id } children { id } } }');

describe('categories', () => {
  it('are made at the end, found by id and slug, and listed in order', async () => {
    const top = (await category('createCategory', { name: 'Drinks', description: 'Hot and cold' })).category;
    expect(top).toMatchObject({ slug: 'drinks', parent: null });
    const tea = (await category('createCategory', { name: 'Tea', parentId: top.id })).category;
    const coffee = (await category('createCategory', { name: 'Coffee', parentId: top.id })).category;
    const { data } = await ask(
      shop.subgraph.client,
      anonymous,
      'query ($id: ID!) { a: category(id: $id) { children { id } } b: category(slug: "tea") { id parent { slug } } c: category(slug: "nope") { id } categories { id } }',
      { id: top.id },
    );
    expect(data.a.children).toEqual([{ id: tea.id }, { id: coffee.id }]);
    expect(data.b).toEqual({ id: tea.id, parent: { slug: 'drinks' } });
    expect(data.c).toBeNull();
    expect(data.categories.at(-1)).toEqual({ id: top.id });
    expect((await category('createCategory', { name: 'Tea' })).category.slug).toBe('tea-2');
    expect(await category('createCategory', { name: 'X', slug: 'tea' })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'slug'],
    });
    expect(await category('createCategory', { name: 'X', parentId: newId() })).toMatchObject({
      __typename: 'NotFoundError',
      field: ['input', 'parentId'],
    });
    expect(await category('createCategory', { name: '' })).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'name'],
    });
    expect(await auditActions(shop, top.id)).toEqual(['CategoryCreated']);
  });

  it('never stand below themselves, also when two moves race', async () => {
    const a = await makeCategory(shop);
    const b = await makeCategory(shop, { parentId: a });
    const c = await makeCategory(shop, { parentId: b });
    for (const parentId of [a, b, c])
      expect(await category('updateCategory', { categoryId: a, parentId })).toMatchObject({
        __typename: 'InvalidInputError',
        field: ['input', 'parentId'],
      });
    expect((await category('updateCategory', { categoryId: c, parentId: null })).category.parent).toBeNull();
    for (let round = 0; round < 5; round++) {
      const [x, y] = [await makeCategory(shop), await makeCategory(shop)];
      const answers = await Promise.all([
        category('updateCategory', { categoryId: x, parentId: y }),
        category('updateCategory', { categoryId: y, parentId: x }),
      ]);
      expect(new Set(answers.map(({ __typename }) => __typename))).toEqual(
        new Set(['CategorySuccess', 'InvalidInputError']),
      );
    }
  });

  it('change what is given and leave the rest', async () => {
    const id = await makeCategory(shop, { name: 'Old name' });
    const changed = (await category('updateCategory', { categoryId: id, name: 'New name', description: 'Text' }))
      .category;
    expect(changed).toMatchObject({ name: 'New name', slug: 'old-name', description: 'Text' });
    const other = (await category('createCategory', { name: 'Other' })).category;
    expect(await category('updateCategory', { categoryId: id, slug: other.slug })).toMatchObject({
      __typename: 'NameTakenError',
    });
    expect((await category('updateCategory', { categoryId: id, slug: 'old-name' })).__typename).toBe('CategorySuccess');
    expect(await category('updateCategory', { categoryId: newId(), name: 'x' })).toMatchObject({
      __typename: 'NotFoundError',
      field: ['input', 'categoryId'],
    });
  });

  it('go only without children; their products stay on sale', async () => {
    const parent = await makeCategory(shop);
    const child = await makeCategory(shop, { parentId: parent });
    const made = await makeProduct(shop, { categoryIds: [child] });
    const remove = (categoryId: string) =>
      mutate('deleteCategory', { categoryId }, '... on DeleteCategorySuccess { categoryId }');
    expect((await remove(parent)).__typename).toBe('CategoryNotEmptyError');
    expect(await remove(child)).toEqual({ __typename: 'DeleteCategorySuccess', categoryId: child });
    expect((await remove(child)).__typename).toBe('NotFoundError');
    expect((await remove(parent)).__typename).toBe('DeleteCategorySuccess');
    const { data } = await ask(
      shop.subgraph.client,
      anonymous,
      'query ($id: ID!) { product(id: $id) { categories { id } inStock } }',
      { id: made.id },
    );
    expect(data.product).toEqual({ categories: [], inStock: true });
  });

  it('are not deleted under a product or a category that is being put there', async () => {
    for (let round = 0; round < 10; round++) {
      const id = await makeCategory(shop);
      const [, put, below] = await Promise.all([
        mutate('deleteCategory', { categoryId: id }, ''),
        mutate(
          'createProduct',
          {
            name: 'Thing',
            variants: [{ sku: `V-${newId()}`, price: { amount: 500, currency: 'USD' } }],
            categoryIds: [id],
          },
          '',
        ),
        category('createCategory', { name: 'Below', parentId: id }),
      ]);
      expect(['CreateProductSuccess', 'InvalidInputError']).toContain(put.__typename);
      expect(['CategorySuccess', 'NotFoundError']).toContain(below.__typename);
    }
  });
});

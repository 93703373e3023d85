import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous } from '@storegraph/testkit/viewers';
import { makeCategory, makeProduct, mutateAsStaff, openShop, type Shop } from './shop.ts';

let shop: Shop;
let productId: string;
let variantId: string;
let categoryId: string;
beforeAll(async () => {
  shop = await openShop();
  const product = await makeProduct(shop);
  productId = product.id;
  variantId = product.variantIds[0]!;
  categoryId = await makeCategory(shop);
});
afterAll(() => shop.close());

type Input = Record<string, unknown>;
const variant = (changes: Input = {}) => ({ sku: `V-${newId()}`, price: { amount: 500, currency: 'USD' }, ...changes });
const product = (changes: Input = {}) => ({ name: 'Thing', variants: [variant()], ...changes });
const image = (alt: string) => ({ url: '/x.webp', alt });
const change = { delta: 1, onHand: 5 };

/** A text that a person types: the mutation, its input with the text, where the text stands in it, its limit. */
const texts: [mutation: string, input: (text: string) => Input, field: string, maximum: number][] = [
  ['createProduct', (name) => product({ name }), 'name', 200],
  ['createProduct', (description) => product({ description }), 'description', 5000],
  ['createProduct', (alt) => product({ image: image(alt) }), 'image.alt', 300],
  [
    'createProduct',
    (name) => product({ variants: [variant({ options: [{ name, value: 'L' }] })] }),
    'variants.0.options.0.name',
    100,
  ],
  ['updateProduct', (name) => ({ productId, name }), 'name', 200],
  ['updateProduct', (description) => ({ productId, description }), 'description', 5000],
  ['updateProduct', (alt) => ({ productId, image: image(alt) }), 'image.alt', 300],
  [
    'addVariant',
    (value) => ({ productId, variant: variant({ options: [{ name: 'Size', value }] }) }),
    'variant.options.0.value',
    100,
  ],
  ['updateVariant', (value) => ({ variantId, options: [{ name: 'Size', value }] }), 'options.0.value', 100],
  ['createCategory', (name) => ({ name }), 'name', 200],
  ['createCategory', (description) => ({ name: 'Shelf', description }), 'description', 5000],
  ['createCategory', (alt) => ({ name: 'Shelf', image: image(alt) }), 'image.alt', 300],
  ['updateCategory', (name) => ({ categoryId, name }), 'name', 200],
  ['updateCategory', (description) => ({ categoryId, description }), 'description', 5000],
  ['updateCategory', (alt) => ({ categoryId, image: image(alt) }), 'image.alt', 300],
  ['adjustStock', (reason) => ({ variantId, delta: change.delta, reason, idempotencyKey: newId() }), 'reason', 500],
  [
    'adjustStock',
    (idempotencyKey) => ({ variantId, delta: change.delta, reason: 'Counted', idempotencyKey }),
    'idempotencyKey',
    128,
  ],
  ['setStock', (reason) => ({ variantId, onHand: change.onHand, reason, idempotencyKey: newId() }), 'reason', 500],
  [
    'setStock',
    (idempotencyKey) => ({ variantId, onHand: change.onHand, reason: 'Counted', idempotencyKey }),
    'idempotencyKey',
    128,
  ],
];

/** A text of a form of its own. */
const codes: typeof texts = [
  ['createProduct', (slug) => product({ slug }), 'slug', 100],
  ['updateProduct', (slug) => ({ productId, slug }), 'slug', 100],
  ['createCategory', (slug) => ({ name: 'Shelf', slug }), 'slug', 100],
  ['updateCategory', (slug) => ({ categoryId, slug }), 'slug', 100],
  ['createProduct', (sku) => product({ variants: [variant({ sku })] }), 'variants.0.sku', 64],
  ['addVariant', (sku) => ({ productId, variant: variant({ sku }) }), 'variant.sku', 64],
  ['updateVariant', (sku) => ({ variantId, sku }), 'sku', 64],
];

const expectRefused = async (mutation: string, input: Input, field: string) =>
  expect(await mutateAsStaff(shop, mutation, input, '')).toMatchObject({
    __typename: 'InvalidInputError',
    field: ['input', ...field.split('.')],
  });

describe.each(texts)('%s', (mutation, input, field, maximum) => {
  it(`takes characters outside the basic plane as ${field}, each as one, up to its limit`, async () => {
    const text = `${String.fromCodePoint(0x1f9a6).repeat(maximum - 1)}x`;
    expect((await mutateAsStaff(shop, mutation, input(text), '')).__typename).toMatch(/Success$/);
    await expectRefused(mutation, input(`${text}x`), field);
  });

  it.each(['a\u0000b', 'a\u202eb', 'a\ud800b', '\udc00'])(`refuses %j as ${field}`, (text) =>
    expectRefused(mutation, input(text), field),
  );
});

it.each(codes)('%s knows the form of a code', async (mutation, input, field, maximum) => {
  for (const text of ['', 'a\u0000b', 'a\u202eb', 'a\ud800b', '🦦', 'a b', 'x'.repeat(maximum + 1)])
    await expectRefused(mutation, input(text), field);
  expect((await mutateAsStaff(shop, mutation, input('x'.repeat(maximum)), '')).__typename).toMatch(/Success|NameTaken/);
});

it('takes an address of a picture up to its limit, and none with what cannot be seen', async () => {
  const update = (url: string) => ({ productId, image: { url, alt: '' } });
  const longest = `/${'🦦'.repeat(999)}`;
  const { data } = await shop.asStaff(
    'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { ... on UpdateProductSuccess { product { image { url } } } } }',
    { input: update(longest) },
  );
  expect(data.updateProduct.product.image.url).toBe(longest);
  for (const url of [
    `${longest}x`,
    '',
    '/a\u0000b',
    '/a\u202eb',
    '/a\ud800b',
    '/a b',
    '/a\\b',
    '/\\evil.example',
    '//evil.example',
  ])
    await expectRefused('updateProduct', update(url), 'image.url');
});

describe('queries', () => {
  const read = (query: string, variables: Input) => ask(shop.subgraph.client, anonymous, query, variables);

  it.each(['a\u0000b', '\u202e', '\ud800', `${'x'.repeat(199)}🦦🦦`, '🦦'.repeat(201)])(
    'search for %j without an error',
    async (search) => {
      const { data, errors } = await read('query ($s: String) { products(filter: { search: $s }) { totalCount } }', {
        s: search,
      });
      expect({ data, errors }).toEqual({ data: { products: { totalCount: expect.any(Number) } }, errors: [] });
    },
  );

  it.each(['', 'a\u0000b', '\u202e', '\ud800', '🦦', 'x'.repeat(101)])('find nothing by %j as a slug', async (slug) => {
    const { data, errors } = await read('query ($s: String) { product(slug: $s) { id } category(slug: $s) { id } }', {
      s: slug,
    });
    expect({ data, errors }).toEqual({ data: { product: null, category: null }, errors: [] });
  });

  it('go on behind the longest name there can be', async () => {
    const category = await makeCategory(shop);
    const names = ['🦥', '🦦'].map((character) => character.repeat(200));
    for (const name of names) await makeProduct(shop, { name, categoryIds: [category] });
    const query =
      'query ($c: ID, $after: String) { products(filter: { categoryId: $c }, sort: NAME_ASC, first: 1, after: $after) { edges { node { name } } pageInfo { endCursor } } }';
    const first = await read(query, { c: category });
    const second = await read(query, { c: category, after: first.data.products.pageInfo.endCursor });
    expect(second.errors).toEqual([]);
    const seen = [first, second].map(({ data }) => data.products.edges[0].node.name);
    expect(new Set(seen)).toEqual(new Set(names));
  });
});

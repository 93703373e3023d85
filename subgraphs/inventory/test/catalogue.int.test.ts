import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { ask } from '@storegraph/testkit/ask';
import { anonymous, signedIn } from '@storegraph/testkit/viewers';
import { auditActions, levelOf, makeCategory, makeProduct, mutateAsStaff, openShop, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const mutate = (name: string, input: Record<string, unknown>, success: string) =>
  mutateAsStaff(shop, name, input, success);
const product =
  'product { id slug name description image { url alt } categories { id } priceRange { min { amount } max { amount } } inStock isArchived variants { id sku name options { name value } price { amount currency } available isArchived } }';
const create = (input: Record<string, unknown>) =>
  mutate(
    'createProduct',
    { name: 'Thing', variants: [variant()], ...input },
    `... on CreateProductSuccess { ${product} }`,
  );
const update = (input: Record<string, unknown>) =>
  mutate('updateProduct', input, `... on UpdateProductSuccess { ${product} }`);
const changeVariant = (name: string, input: Record<string, unknown>) =>
  mutate(
    name,
    input,
    '... on VariantSuccess { variant { id sku name isArchived price { amount } available product { id priceRange { min { amount } max { amount } } } } }',
  );
const variant = (changes: Record<string, unknown> = {}) => ({
  sku: `V-${newId()}`,
  price: { amount: 500, currency: 'USD' },
  ...changes,
});
const auditOf = (id: string) => auditActions(shop, id);
const rowCount = async () => {
  const [rows] = await shop.database.db.execute(
    sql`select (select count(*) from product) + (select count(*) from product_variant) + (select count(*) from stock_movement) + (select count(*) from audit_log) as n`,
  );
  return (rows as unknown as { n: number }[])[0]!.n;
};

describe('createProduct', () => {
  it('adds a product with shelves, variants, stock, an audit row and an event', async () => {
    const categoryId = await makeCategory(shop);
    const answer = await create({
      name: '  Stone Mug  ',
      description: 'Line 1\r\nLine 2',
      image: { url: '/pictures/mug.webp', alt: 'A mug' },
      categoryIds: [categoryId, categoryId.toUpperCase()],
      variants: [
        variant({
          options: [
            { name: 'Size', value: '350 ml' },
            { name: 'Colour', value: 'Blue' },
          ],
          onHand: 7,
        }),
        variant({ price: { amount: 900, currency: 'USD' } }),
      ],
    });
    expect(answer.product).toMatchObject({
      slug: expect.stringMatching(/^stone-mug/),
      name: 'Stone Mug',
      description: 'Line 1\nLine 2',
      image: { url: '/pictures/mug.webp', alt: 'A mug' },
      categories: [{ id: categoryId }],
      priceRange: { min: { amount: 500 }, max: { amount: 900 } },
      inStock: true,
      variants: [
        { name: '350 ml / Blue', available: 7 },
        { name: 'Stone Mug', available: 0 },
      ],
    });
    expect(await auditOf(answer.product.id)).toEqual(['ProductCreated']);
    await vi.waitFor(
      () =>
        expect(shop.events.filter(({ subjectId }) => subjectId === answer.product.id).map(({ type }) => type)).toEqual([
          'ProductCreated',
        ]),
      5000,
    );
  });

  it('makes a slug of its own from the name, also for many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => create({ name: 'Café Cup' })));
    expect(new Set(answers.map((answer) => answer.product.slug))).toEqual(
      new Set(['cafe-cup', 'cafe-cup-2', 'cafe-cup-3', 'cafe-cup-4']),
    );
    expect((await create({ name: '茶' })).product.slug).toMatch(/^product/);
  });

  it('refuses a slug and SKUs that are taken', async () => {
    const sku = `V-${newId()}`;
    await create({ slug: 'my-slug', variants: [variant({ sku })] });
    expect(await create({ slug: 'my-slug' })).toMatchObject({ __typename: 'NameTakenError', field: ['input', 'slug'] });
    expect(await create({ variants: [variant(), variant({ sku: sku.toLowerCase() })] })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'variants', '1', 'sku'],
    });
    expect(await create({ variants: [variant({ sku: 'TWICE' }), variant({ sku: 'twice' })] })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'variants', '1', 'sku'],
    });
    const raced = `V-${newId()}`;
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ variants: [variant({ sku: raced })] })));
    expect(answers.filter(({ __typename }) => __typename === 'CreateProductSuccess')).toHaveLength(1);
    expect(answers.filter(({ __typename }) => __typename === 'NameTakenError')).toHaveLength(4);
  });

  it.each([
    [{ name: '   ' }, ['name']],
    [{ name: 'x'.repeat(201) }, ['name']],
    [{ name: 'a\u0000b' }, ['name']],
    [{ description: 'x'.repeat(5001) }, ['description']],
    [{ slug: 'Not A Slug' }, ['slug']],
    [{ slug: '' }, ['slug']],
    [{ slug: 'x'.repeat(101) }, ['slug']],
    [{ image: { url: 'javascript:alert(1)', alt: '' } }, ['image', 'url']],
    [{ image: { url: '//evil.example/x', alt: '' } }, ['image', 'url']],
    [{ image: { url: 'http://plain.example/x', alt: '' } }, ['image', 'url']],
    [{ image: { url: '/x', alt: 'x'.repeat(301) } }, ['image', 'alt']],
    [{ categoryIds: ['no id'] }, ['categoryIds', '0']],
    [{ categoryIds: [newId()] }, ['categoryIds', '0']],
    [{ variants: [] }, ['variants']],
    [{ variants: Array.from({ length: 101 }, () => variant()) }, ['variants']],
    [{ variants: [variant({ sku: '' })] }, ['variants', '0', 'sku']],
    [{ variants: [variant({ sku: 'a b' })] }, ['variants', '0', 'sku']],
    [{ variants: [variant({ price: { amount: -1, currency: 'USD' } })] }, ['variants', '0', 'price', 'amount']],
    [
      { variants: [variant({ price: { amount: 1_000_000_000_001, currency: 'USD' } })] },
      ['variants', '0', 'price', 'amount'],
    ],
    [{ variants: [variant({ price: { amount: 1, currency: 'EUR' } })] }, ['variants', '0', 'price', 'currency']],
    [{ variants: [variant({ onHand: -1 })] }, ['variants', '0', 'onHand']],
    [{ variants: [variant({ onHand: 1_000_001 })] }, ['variants', '0', 'onHand']],
    [{ variants: [variant({ options: [{ name: 'Size', value: '' }] })] }, ['variants', '0', 'options', '0', 'value']],
    [
      {
        variants: [
          variant({
            options: [
              { name: 'Size', value: 'a' },
              { name: 'size', value: 'b' },
            ],
          }),
        ],
      },
      ['variants', '0', 'options', '1', 'name'],
    ],
  ])('refuses %j and writes nothing', async (input, field) => {
    const before = await rowCount();
    expect(await create(input)).toMatchObject({ __typename: 'InvalidInputError', field: ['input', ...field] });
    expect(await rowCount()).toBe(before);
  });

  it('is for staff', async () => {
    for (const viewer of [anonymous, signedIn()]) {
      const { errors } = await ask(
        shop.subgraph.client,
        viewer,
        'mutation { createProduct(input: { name: "x", variants: [] }) { __typename } }',
      );
      expect(errors[0]?.extensions?.['code']).toMatch(/FORBIDDEN|UNAUTHENTICATED/);
    }
  });
});

describe('updateProduct and archiveProduct', () => {
  it('changes what is given and leaves the rest', async () => {
    const [first, second] = [await makeCategory(shop), await makeCategory(shop)];
    const made = (
      await create({ name: 'Before', description: 'Text', image: { url: '/a', alt: 'a' }, categoryIds: [first] })
    ).product;
    const renamed = (await update({ productId: made.id, name: 'After', description: null })).product;
    expect(renamed).toEqual({ ...made, name: 'After', variants: [{ ...made.variants[0], name: 'After' }] });
    const moved = (await update({ productId: made.id, image: null, categoryIds: [second] })).product;
    expect(moved).toMatchObject({ image: null, description: 'Text', categories: [{ id: second }] });
    expect(await auditOf(made.id)).toEqual(['ProductCreated', 'ProductUpdated', 'ProductUpdated']);
  });

  it('refuses a taken slug, a missing category and a missing product', async () => {
    const [a, b] = [await makeProduct(shop), await makeProduct(shop)];
    expect(await update({ productId: a.id, slug: b.slug })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'slug'],
    });
    expect((await update({ productId: a.id, slug: a.slug })).__typename).toBe('UpdateProductSuccess');
    expect(await update({ productId: a.id, categoryIds: [newId()] })).toMatchObject({
      __typename: 'InvalidInputError',
      field: ['input', 'categoryIds', '0'],
    });
    for (const productId of [newId(), 'no id'])
      expect(await update({ productId, name: 'x' })).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'productId'],
      });
  });

  it('hides an archived product, yet resolves it where an order names it', async () => {
    const { id, slug, variantIds } = await makeProduct(shop, { name: 'Relic' });
    const archive = (archived: boolean) =>
      mutate('archiveProduct', { productId: id, archived }, `... on ArchiveProductSuccess { ${product} }`);
    expect((await archive(true)).product).toMatchObject({
      isArchived: true,
      inStock: false,
      priceRange: null,
      variants: [{ available: 0 }],
    });
    const look =
      'query ($id: ID!, $slug: String!, $v: ID!) { a: product(id: $id) { id } b: product(slug: $slug) { id } c: productVariant(id: $v) { id } }';
    const variables = { id, slug, v: variantIds[0] };
    expect((await ask(shop.subgraph.client, anonymous, look, variables)).data).toEqual({ a: null, b: null, c: null });
    expect((await shop.asStaff(look, variables)).data).toEqual({ a: { id }, b: { id }, c: { id: variantIds[0] } });
    const { data } = await ask(
      shop.subgraph.client,
      signedIn(),
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on ProductVariant { name isAvailable product { isArchived } } } }',
      {
        r: [
          { __typename: 'ProductVariant', id: variantIds[0] },
          { __typename: 'ProductVariant', id: newId() },
        ],
      },
    );
    expect(data._entities).toEqual([{ name: 'Relic', isAvailable: false, product: { isArchived: true } }, null]);
    await archive(false);
    expect((await ask(shop.subgraph.client, anonymous, look, variables)).data.a).toEqual({ id });
    expect(await auditOf(id)).toEqual(['ProductCreated', 'ProductArchived', 'ProductRestored']);
    expect((await mutate('archiveProduct', { productId: newId() }, '')).__typename).toBe('NotFoundError');
  });
});

describe('variants', () => {
  it('are added, changed and archived, and the price range follows', async () => {
    const { id, variantIds } = await makeProduct(shop, { prices: [1000] });
    const added = (
      await changeVariant('addVariant', {
        productId: id,
        variant: variant({ price: { amount: 300, currency: 'USD' }, onHand: 4 }),
      })
    ).variant;
    expect(added).toMatchObject({
      available: 4,
      product: { priceRange: { min: { amount: 300 }, max: { amount: 1000 } } },
    });
    const priced = async (filter: Record<string, unknown>) =>
      (
        await ask(
          shop.subgraph.client,
          anonymous,
          'query ($filter: ProductFilter) { products(filter: $filter) { totalCount } }',
          { filter: { ids: [id], ...filter } },
        )
      ).data.products.totalCount;
    expect(await priced({ maxPrice: 300 })).toBe(1);
    const changed = (
      await changeVariant('updateVariant', {
        variantId: added.id,
        price: { amount: 2000, currency: 'USD' },
        options: [{ name: 'Size', value: 'L' }],
      })
    ).variant;
    expect(changed).toMatchObject({
      sku: added.sku,
      name: 'L',
      product: { priceRange: { min: { amount: 1000 }, max: { amount: 2000 } } },
    });
    expect(await priced({ minPrice: 2000 })).toBe(1);
    const archived = (await changeVariant('archiveVariant', { variantId: variantIds[0] })).variant;
    expect(archived).toMatchObject({
      isArchived: true,
      available: 0,
      product: { priceRange: { min: { amount: 2000 }, max: { amount: 2000 } } },
    });
    const seen = await ask(
      shop.subgraph.client,
      anonymous,
      'query ($id: ID!) { product(id: $id) { variants { id } } }',
      { id },
    );
    expect(seen.data.product.variants).toEqual([{ id: added.id }]);
    expect(await priced({ maxPrice: 1999 })).toBe(0);
    const inStock = async (wanted: boolean) =>
      (
        await ask(
          shop.subgraph.client,
          anonymous,
          'query ($id: ID!, $wanted: Boolean) { products(filter: { ids: [$id], inStock: $wanted }) { totalCount } }',
          { id, wanted },
        )
      ).data.products.totalCount;
    expect([await inStock(true), await inStock(false)]).toEqual([1, 0]);
    await changeVariant('archiveVariant', { variantId: added.id });
    expect([await inStock(true), await inStock(false)]).toEqual([0, 1]);
    await changeVariant('archiveVariant', { variantId: added.id, archived: false });
    expect([await inStock(true), await inStock(false)]).toEqual([1, 0]);
    expect(await auditOf(added.id)).toEqual(['VariantAdded', 'VariantUpdated', 'VariantArchived', 'VariantRestored']);
    expect(await levelOf(shop, added.id)).toEqual({ onHand: 4, reserved: 0 });
  });

  it('refuse what cannot be', async () => {
    const {
      id,
      variantIds: [own = ''],
    } = await makeProduct(shop);
    const { data } = await shop.asStaff('query ($id: ID!) { productVariant(id: $id) { sku } }', {
      id: (await makeProduct(shop)).variantIds[0],
    });
    const { sku } = data.productVariant;
    expect(await changeVariant('updateVariant', { variantId: own, sku })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'sku'],
    });
    expect(await changeVariant('addVariant', { productId: id, variant: variant({ sku }) })).toMatchObject({
      __typename: 'NameTakenError',
      field: ['input', 'variant', 'sku'],
    });
    expect(await changeVariant('addVariant', { productId: newId(), variant: variant() })).toMatchObject({
      __typename: 'NotFoundError',
    });
    expect(
      await changeVariant('updateVariant', { variantId: own, price: { amount: 1, currency: 'usd' } }),
    ).toMatchObject({ __typename: 'InvalidInputError', field: ['input', 'price', 'currency'] });
    for (const name of ['updateVariant', 'archiveVariant'])
      expect(await changeVariant(name, { variantId: newId() })).toMatchObject({
        __typename: 'NotFoundError',
        field: ['input', 'variantId'],
      });
  });

  it('are quoted for services: name, price and what is left, archived and unknown ones left out', async () => {
    const { id, variantIds } = await makeProduct(shop, { name: 'Tea Bowl', stocks: [2, 3], prices: [700, 800] });
    await changeVariant('archiveVariant', { variantId: variantIds[1] });
    const query =
      'query ($ids: [ID!]!) { variantQuotes(ids: $ids) { variantId productId name unitPrice { amount currency } available } }';
    const ids = [...variantIds, variantIds[0], newId(), 'no id'];
    expect((await shop.asService(query, { ids })).data.variantQuotes).toEqual([
      {
        variantId: variantIds[0],
        productId: id,
        name: 'Tea Bowl, 0',
        unitPrice: { amount: 700, currency: 'USD' },
        available: 2,
      },
    ]);
    expect((await shop.asStaff(query, { ids })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });

  it('show their counters to staff only, and availability to everybody', async () => {
    const {
      variantIds: [id = ''],
    } = await makeProduct(shop, { stocks: [3] });
    const query =
      'query ($id: ID!) { productVariant(id: $id) { available stockLevel { onHand } zero: isAvailable(quantity: 0) three: isAvailable(quantity: 3) four: isAvailable(quantity: 4) } }';
    const seen = await ask(shop.subgraph.client, anonymous, query, { id });
    expect(seen).toMatchObject({
      errors: [],
      data: { productVariant: { available: 3, stockLevel: null, zero: false, three: true, four: false } },
    });
    expect((await shop.asStaff(query, { id })).data.productVariant.stockLevel).toEqual({ onHand: 3 });
  });
});

describe('queries', () => {
  it('want either an id or a slug, and answer null for what is not there', async () => {
    for (const args of ['', '(id: "x", slug: "y")', '(id: null)']) {
      for (const field of ['product', 'category']) {
        const { errors } = await shop.asStaff(`{ ${field}${args} { id } }`);
        expect(errors[0]?.extensions?.['code']).toBe('BAD_USER_INPUT');
      }
    }
    const { data, errors } = await shop.asStaff(
      '{ a: product(id: "x") { id } b: product(slug: "\\u0000") { id } c: category(id: "x") { id } d: productVariant(id: "x") { id } e: stockMovements(variantId: "x") { totalCount edges { cursor } } }',
    );
    expect(errors).toEqual([]);
    expect(data).toEqual({ a: null, b: null, c: null, d: null, e: { totalCount: 0, edges: [] } });
  });

  it('reads the ledger page by page, for staff only', async () => {
    const {
      variantIds: [variantId = ''],
    } = await makeProduct(shop);
    for (let index = 1; index <= 4; index++)
      await mutate('adjustStock', { variantId, delta: index, reason: 'x', idempotencyKey: newId() }, '');
    const query =
      'query ($id: ID!, $after: String) { stockMovements(variantId: $id, first: 2, after: $after) { edges { node { onHandDelta } } pageInfo { hasNextPage endCursor } } }';
    const seen: number[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: any } = await shop.asStaff(query, { id: variantId, after });
      seen.push(...data.stockMovements.edges.map(({ node }: { node: { onHandDelta: number } }) => node.onHandDelta));
      after = data.stockMovements.pageInfo.hasNextPage ? data.stockMovements.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([4, 3, 2, 1, 10]);
    expect(
      (await ask(shop.subgraph.client, signedIn(), query, { id: variantId })).errors[0]?.extensions?.['code'],
    ).toBe('FORBIDDEN');
  });

  it('reads its own writes within one operation', async () => {
    const { id } = await makeProduct(shop, { name: 'First' });
    const { data } = await shop.asStaff(
      'mutation ($id: ID!) { a: updateProduct(input: { productId: $id, name: "Second" }) { ... on UpdateProductSuccess { product { name variants { name } } } } b: updateProduct(input: { productId: $id, name: "Third" }) { ... on UpdateProductSuccess { product { name variants { name } } } } }',
      { id },
    );
    expect(data).toEqual({
      a: { product: { name: 'Second', variants: [{ name: 'Second' }] } },
      b: { product: { name: 'Third', variants: [{ name: 'Third' }] } },
    });
  });
});

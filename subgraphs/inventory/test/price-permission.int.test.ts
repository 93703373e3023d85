import { afterAll, beforeAll, expect, it } from 'vitest';
import { ask } from '@storegraph/testkit/ask';
import { signedIn } from '@storegraph/testkit/viewers';
import { makeProduct, openShop, type Shop } from './shop.ts';

let shop: Shop;
let variantId: string;
beforeAll(async () => {
  shop = await openShop();
  variantId = (await makeProduct(shop)).variantIds[0]!;
});
afterAll(() => shop.close());

const update = (permissions: Parameters<typeof signedIn>[0], change: object) =>
  ask(
    shop.subgraph.client,
    signedIn({ role: 'STAFF', ...permissions }),
    'mutation ($input: UpdateVariantInput!) { updateVariant(input: $input) { __typename } }',
    { input: { variantId, ...change } },
  );
const price = { amount: 77, currency: 'USD' };

it('a variant is changed by who manages the catalogue, its price by who may change prices', async () => {
  const options = [{ name: 'Size', value: 'XL' }];
  const editor = { permissions: ['MANAGE_CATALOGUE'] as const };
  expect((await update(editor, { options })).data.updateVariant.__typename).toBe('VariantSuccess');
  expect((await update(editor, { price })).errors[0]?.extensions?.['code']).toBe('FORBIDDEN');
  const pricer = { permissions: ['MANAGE_CATALOGUE', 'CHANGE_PRICES'] as const };
  expect((await update(pricer, { price })).data.updateVariant.__typename).toBe('VariantSuccess');
});

it('who tries to change a price without leaves a note', async () => {
  const userId = '0198c0de-0000-7000-8000-0000000000aa';
  await update({ userId, permissions: ['MANAGE_CATALOGUE'] }, { price });
  const [rows] = (await shop.database.db.execute(
    `select action, details from audit_log where actor_id = unhex('${userId.replaceAll('-', '')}')`,
  )) as unknown as [object[]];
  expect(rows).toMatchObject([{ action: 'updateVariant', details: expect.stringContaining('forbidden') }]);
});

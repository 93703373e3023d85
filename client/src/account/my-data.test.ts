import { expect, it } from 'vitest';
import { collectMyData } from './my-data.ts';

const edges = (...ids: string[]) => ids.map((id) => ({ cursor: id, node: { id, payments: [] } }));
const page = (orders: readonly string[], hasMore: boolean, requests: readonly string[] = []): any => ({
  user: {
    name: 'Ada',
    cart: { lines: [] },
    orders: { edges: edges(...orders), pageInfo: { hasNextPage: hasMore, endCursor: orders.at(-1) ?? null } },
  },
  orderRequests: { edges: edges(...requests), pageInfo: { hasNextPage: false, endCursor: requests.at(-1) ?? null } },
  changesByStaff: [],
});

it('reads page after page into one file, each order once', async () => {
  const asked: unknown[] = [];
  const pages = [page(['1', '2'], true, ['a']), page(['1', '2', '3'], false)];
  const data: any = await collectMyData(async (variables) => {
    asked.push(variables);
    return pages.shift();
  });
  expect(data.orders.map(({ id }: { id: string }) => id)).toEqual(['1', '2', '3']);
  expect(data.orderRequests).toHaveLength(1);
  expect(data.account).toEqual({ name: 'Ada', cart: { lines: [] } });
  expect(asked).toEqual([
    { ordersAfter: null, requestsAfter: null },
    { ordersAfter: '2', requestsAfter: 'a' },
  ]);
});

it.each([
  ['the answer', null],
  ['orders', { ...page([], false), user: { cart: {}, orders: null } }],
  ['the cart', { ...page([], false), user: { ...page([], false).user, cart: null } }],
  ['requests', { ...page([], false), orderRequests: null }],
])('makes no file without %s', async (_, answer) => {
  expect(await collectMyData(async () => answer)).toBeNull();
});

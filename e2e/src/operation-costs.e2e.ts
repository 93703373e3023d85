import * as client from '@storegraph/client/documents';
import { getOperationAST, print, type DocumentNode } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer } from './actors/shopper.ts';
import { signInAdmin } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { startCountedShop, type CountedShop } from './stack/counted-shop.ts';
import { sharedShop } from './stack/shops.ts';

// The untimed guard of the client's pages: more statements, requests or bytes than before need a reason.
describe.skipIf(sharedShop().mode === 'cluster')('the pages of the client', () => {
  let counted: CountedShop;
  beforeAll(async () => {
    counted = await startCountedShop();
  });
  afterAll(() => counted.shop.stop());

  it('cost as many statements, subgraph requests and bytes as they did', async () => {
    const { url } = counted.shop;
    const visitor = createVisitor(url);
    const admin = await signInAdmin(url);
    const variants = await Promise.all([1, 2].map(() => admin.makeVariant({ onHand: 9, priceMinor: 1_500 })));
    const shopper = await newCustomer(url);
    const lines = variants.map(({ id }) => ({ variantId: id, quantity: 1 }));
    const order = await shopper.placeOrder(lines);
    await order.pay();
    await shopper.placeOrder(lines);
    for (const { id } of variants) await shopper.addToCart(id);

    const pages: readonly [Visitor, DocumentNode, Record<string, unknown>?][] = [
      [visitor, client.HomePageDocument],
      [visitor, client.ProductsPageDocument, { filter: { maxPrice: 6_000 } }],
      [visitor, client.CategoryPageDocument, { slug: 'kitchen' }],
      [visitor, client.ProductPageDocument, { slug: 'stone-mug' }],
      [shopper.visitor, client.CartBadgeDocument],
      [shopper.visitor, client.CartDocument],
      [shopper.visitor, client.CheckoutPageDocument],
      [shopper.visitor, client.OrdersPageDocument],
      [shopper.visitor, client.OrderPageDocument, { id: order.id }],
      [shopper.visitor, client.PaymentPageDocument, { id: order.id }],
      [admin.visitor, client.AdminOrderDocument, { id: order.id }],
      [admin.visitor, client.OrderQueueDocument, { status: ['PAID', 'CONFIRMED'], sort: 'PLACED_AT_ASC' }],
      [admin.visitor, client.StockPageDocument],
      [admin.visitor, client.LowStockDocument, { threshold: 5 }],
    ];
    const rows: string[] = [];
    for (const [who, document, variables = {}] of pages) {
      const { value, cost } = await counted.costOf(() => who.read(print(document), variables));
      const requests = Object.entries(Object.groupBy(cost.requests, (subgraph) => subgraph)).map(
        ([subgraph, all]) => `${subgraph} ${all?.length}`,
      );
      rows.push(
        `${getOperationAST(document)?.name?.value}: ${cost.statements} statements, ${JSON.stringify(value).length} bytes, ${requests.join(', ')}`,
      );
    }
    expect(rows).toMatchInlineSnapshot(`
      [
        "HomePage: 5 statements, 4324 bytes, inventory 1",
        "ProductsPage: 8 statements, 8670 bytes, inventory 1",
        "CategoryPage: 8 statements, 7897 bytes, inventory 1",
        "ProductPage: 5 statements, 1469 bytes, inventory 1",
        "CartBadge: 1 statements, 72 bytes, order 1",
        "Cart: 4 statements, 1103 bytes, inventory 1, order 1",
        "CheckoutPage: 6 statements, 1308 bytes, inventory 1, order 1, user 1",
        "OrdersPage: 2 statements, 712 bytes, order 1, user 1",
        "OrderPage: 6 statements, 2120 bytes, inventory 1, order 1, payment 1, user 1",
        "PaymentPage: 3 statements, 760 bytes, order 1, payment 1",
        "AdminOrder: 8 statements, 2703 bytes, inventory 1, order 1, payment 1, user 2",
        "OrderQueue: 3 statements, 978 bytes, order 1, user 1",
        "StockPage: 5 statements, 16046 bytes, inventory 1",
        "LowStock: 5 statements, 3639 bytes, inventory 1",
      ]
    `);
  });
});

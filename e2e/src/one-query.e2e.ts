import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newCustomer } from './actors/shopper.ts';
import { signInAdmin, type Staff } from './actors/staff.ts';
import { startCountedShop, type CountedShop } from './stack/counted-shop.ts';
import { sharedShop } from './stack/shops.ts';

const wholeOrder = `
  id number status total { amount currency }
  buyer { id name email phone }
  lines { quantity unitPrice { amount } total { amount } variant { id sku available stockLevel { onHand } } product { id slug name image { url alt } categories { slug } } }
  payment { id status method amount { amount } buyer { name } }
  payments { id status }
  timeline { kind at actorKind actor { id name } }
`;

describe('one query', () => {
  it('brings an order with buyer, products, payments and timeline from four databases', async () => {
    const { url } = sharedShop();
    const admin = await signInAdmin(url);
    const [mug, tea] = await Promise.all([
      admin.makeVariant({ onHand: 9, priceMinor: 1_500 }),
      admin.makeVariant({ onHand: 9, priceMinor: 700 }),
    ]);
    const shopper = await newCustomer(url);
    const order = await shopper.placeOrder([
      { variantId: mug.id, quantity: 2 },
      { variantId: tea.id, quantity: 1 },
    ]);
    await (await order.startPayment()).cancel();
    const attempt = await order.startPayment('BANK_TRANSFER');
    await attempt.confirm();

    const { order: read } = await shopper.visitor.read(`query ($id: ID!) { order(id: $id) { ${wholeOrder} } }`, {
      id: order.id,
    });
    expect(read).toMatchObject({
      status: 'PAID',
      total: { amount: 3_700, currency: 'USD' },
      buyer: { id: shopper.id, name: shopper.name, email: shopper.account.email },
      lines: [
        {
          quantity: 2,
          unitPrice: { amount: 1_500 },
          variant: { sku: mug.sku, available: 7, stockLevel: null },
          product: { id: mug.productId },
        },
        {
          quantity: 1,
          unitPrice: { amount: 700 },
          variant: { sku: tea.sku, available: 8, stockLevel: null },
          product: { id: tea.productId },
        },
      ],
      payment: {
        id: attempt.id,
        status: 'CAPTURED',
        method: 'BANK_TRANSFER',
        amount: { amount: 3_700 },
        buyer: { name: shopper.name },
      },
      payments: [{ status: 'CANCELLED' }, { id: attempt.id, status: 'CAPTURED' }],
    });
    expect(read.timeline[0]).toMatchObject({ kind: 'PLACED', actor: { id: shopper.id, name: shopper.name } });

    const byNumber = await shopper.visitor.read('query ($number: String!) { order(number: $number) { id } }', {
      number: read.number,
    });
    expect(byNumber.order.id).toBe(order.id);
    const { me } = await shopper.visitor.read(
      '{ me { orders { totalCount edges { node { id payment { status } } } } payments { totalCount } } }',
    );
    expect(me).toEqual({
      orders: { totalCount: 1, edges: [{ node: { id: order.id, payment: { status: 'CAPTURED' } } }] },
      payments: { totalCount: 2 },
    });
  });
});

// What other processes ask their databases cannot be heard from here; the statements are the same code's.
describe.skipIf(sharedShop().mode === 'cluster')('a page of orders', () => {
  let counted: CountedShop;
  let admin: Staff;

  beforeAll(async () => {
    counted = await startCountedShop();
    admin = await signInAdmin(counted.shop.url);
  });
  afterAll(() => counted.shop.stop());

  const costOf = async (first: number) => {
    const { value, cost } = await counted.costOf(() =>
      admin.visitor.read(
        `query ($first: Int!) { orders(first: $first) { totalCount edges { node { ${wholeOrder} } } } }`,
        { first },
      ),
    );
    const { orders } = value;
    expect(orders.edges).toHaveLength(first);
    for (const { node } of orders.edges) {
      expect(node.buyer.name).toBeTypeOf('string');
      expect(node.lines.length).toBeGreaterThan(0);
      expect(node.timeline[0].kind).toBe('PLACED');
    }
    return cost;
  };

  it('costs as many SQL statements and subgraph requests for 50 as for 5', async () => {
    await costOf(1);
    const five = await costOf(5);
    expect(new Set(five.requests)).toEqual(new Set(['inventory', 'order', 'payment', 'user']));
    expect(five.statements).toBeGreaterThanOrEqual(five.requests.length);
    expect(await costOf(50)).toEqual(five);
    console.log(
      `a page of orders with all of it, 5 or 50: ${five.statements} statements, ${five.requests.length} subgraph requests (${five.requests.join(', ')})`,
    );
  });
});

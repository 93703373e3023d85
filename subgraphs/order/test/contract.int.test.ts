import { newId } from '@storegraph/subgraph-kit/id';
import { createLogger } from '@storegraph/subgraph-kit/log';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { ask } from '@storegraph/testkit/ask';
import { subgraphContract } from '@storegraph/testkit/subgraph-contract';
import { createTestDatabase } from '@storegraph/testkit/test-database';
import { startOrderSubgraph } from '../src/server.ts';
import { createFakeInventory } from './fake-inventory.ts';
import { createFakePayment } from './fake-payment.ts';
import { createFakeUser } from './fake-user.ts';
import { customer, PLACE, settingsWith, shippingAddress, staff } from './shop.ts';

const inventory = createFakeInventory();
const payment = createFakePayment();

async function placeOrders(subgraph: Subgraph, count: number): Promise<readonly string[]> {
  const variantId = inventory.stock(count);
  const ids: string[] = [];
  for (let number = 0; number < count; number++) {
    const { data } = await ask(subgraph.client, customer(), PLACE, {
      input: { idempotencyKey: newId(), lines: [{ variantId, quantity: 1 }], shippingAddress },
    });
    ids.push(data.placeOrder.order.id);
  }
  return ids;
}

subgraphContract('order', {
  start: async () => {
    const statements: string[] = [];
    const { url, migrationUrl, drop } = await createTestDatabase();
    const subgraph = await startOrderSubgraph({
      databaseUrl: url,
      migrationDatabaseUrl: migrationUrl,
      connections: 5,
      clients: { inventory: inventory.client, payment: payment.client, user: createFakeUser().client },
      settings: settingsWith(),
      log: createLogger('order', 'silent'),
      eventTransport: async () => {},
      onStatement: (statement) => {
        // The recovery worker's own, which run whenever they do.
        if (!statement.includes('order_saga')) statements.push(statement);
      },
    });
    return { subgraph, statements, cleanUp: drop };
  },
  entities: [
    {
      typename: 'Order',
      selection: '{ id status lines { id } timeline { kind } fulfillment { carrier } buyer { id } }',
      make: placeOrders,
    },
    {
      typename: 'User',
      selection:
        '{ id orders(first: 3) { totalCount edges { node { id lines { id } } } } cart { lines { quantity } } }',
      make: async (_, count) => Array.from({ length: count }, newId),
    },
  ],
  typename: 'Order',
  needsDatabase: { query: '{ orders { totalCount edges { node { id } } } }', viewer: staff() },
});

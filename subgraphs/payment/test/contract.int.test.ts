import { newId } from '@storegraph/subgraph-kit/id';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { ask } from '@storegraph/testkit/ask';
import { subgraphContract } from '@storegraph/testkit/subgraph-contract';
import { createTestDatabase } from '@storegraph/testkit/test-database';
import { signedIn } from '@storegraph/testkit/viewers';
import { service } from '@storegraph/testkit/viewers';
import { startPaymentSubgraph } from '../src/server.ts';
import { aPayable, log, settingsWith } from './payment-desk.ts';

const OPEN = 'mutation ($input: PayableInput!) { openPayable(input: $input) { __typename } }';
const START =
  'mutation ($input: StartPaymentInput!) { startPayment(input: $input) { ... on StartPaymentSuccess { payment { id } } } }';

const makeAttempts = (subgraph: Subgraph, count: number) =>
  Promise.all(
    Array.from({ length: count }, async () => {
      const payable = aPayable();
      await ask(subgraph.client, service, OPEN, { input: payable });
      const input = { orderId: payable.orderId, method: 'CARD', idempotencyKey: newId() };
      const { data } = await ask(subgraph.client, signedIn({ userId: payable.userId }), START, { input });
      return { ...payable, paymentId: String(data.startPayment.payment.id) };
    }),
  );

subgraphContract('payment', {
  start: async () => {
    const { url, migrationUrl, drop } = await createTestDatabase();
    const statements: string[] = [];
    const subgraph = await startPaymentSubgraph({
      databaseUrl: url,
      migrationDatabaseUrl: migrationUrl,
      connections: 10,
      clients: {},
      settings: settingsWith({ windowSeconds: 60 }),
      log,
      eventTransport: async () => {},
      onStatement: (statement) => void statements.push(statement),
    });
    return { subgraph, statements, cleanUp: drop };
  },
  entities: [
    {
      typename: 'Payment',
      selection: '{ id status order { id } }',
      make: async (subgraph, count) => (await makeAttempts(subgraph, count)).map(({ paymentId }) => paymentId),
    },
    {
      typename: 'Order',
      selection: '{ id payment { id } payments { id } }',
      make: async (subgraph, count) => (await makeAttempts(subgraph, count)).map(({ orderId }) => orderId),
    },
    {
      typename: 'User',
      selection: '{ id payments(first: 2) { totalCount edges { node { id } } } }',
      make: async (subgraph, count) => (await makeAttempts(subgraph, count)).map(({ userId }) => userId),
    },
  ],
  typename: 'Payment',
  needsDatabase: { query: '{ payments { totalCount edges { node { id } } } }', viewer: signedIn({ role: 'STAFF' }) },
});

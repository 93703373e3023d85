import { ask } from '@storegraph/testkit/ask';
import { subgraphContract } from '@storegraph/testkit/subgraph-contract';
import { anonymous, signedIn } from '@storegraph/testkit/viewers';
import { GUEST, startHarness } from './harness.ts';

subgraphContract('user', {
  start: async () => {
    const { subgraph, statements, test } = await startHarness();
    return { subgraph, statements, cleanUp: () => test.close() };
  },
  typename: 'User',
  entities: [
    {
      typename: 'User',
      selection: '{ id name email role addresses { id } defaultAddress { id } sessions { id } }',
      make: async ({ client }, count) => {
        const answers = await Promise.all(
          Array.from({ length: count }, (_, n) =>
            ask(client, anonymous, GUEST, { input: { name: `Guest ${n}`, phone: '+15550100100' } }),
          ),
        );
        return answers.map(({ data }) => data.continueAsGuest.user.id as string);
      },
    },
  ],
  needsDatabase: { query: '{ me { id } }', viewer: signedIn() },
});

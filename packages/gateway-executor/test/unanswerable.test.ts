import { expect, it } from 'vitest';
import { group } from './audit/groups/non-resolvable-interface-object.ts';
import { startServer } from './support/gateways.ts';
import { composeSubgraphs } from './support/subgraphs.ts';

it('answers what no subgraph can with null, as stock does, and an error that says so', async () => {
  const graph = composeSubgraphs(group.subgraphs);
  const answers = [];
  for (const executor of ['compiled', 'stock'] as const) {
    const server = await startServer(graph, { executor });
    const { status, body } = await server.ask({ query: '{ unknown { field } }' });
    answers.push([executor, status, (JSON.parse(body) as { errors?: { message: string }[] }).errors?.[0]?.message]);
    await server.stop();
  }
  expect(answers).toEqual([
    ['compiled', 200, 'No subgraph can answer any of this operation'],
    ['stock', 200, undefined],
  ]);
});

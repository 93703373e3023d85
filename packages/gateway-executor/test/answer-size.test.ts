import { beforeAll, describe, expect, it } from 'vitest';
import { addMade } from '../src/answer-size.ts';
import { benchmarkQuery, benchmarkSubgraphs } from './graphs/benchmark.ts';
import { startServer, type Question } from './support/gateways.ts';
import { composeSubgraphs } from './support/subgraphs.ts';

const graph = composeSubgraphs(benchmarkSubgraphs);
const question: Question = { query: benchmarkQuery };

const ask = async (executor: 'compiled' | 'stock', maxAnswerBytes?: number) => {
  const server = await startServer(graph, { executor, ...(maxAnswerBytes !== undefined && { maxAnswerBytes }) });
  const { status, body } = await server.ask(question);
  await server.stop();
  return { status, body, answer: JSON.parse(body) as { data: unknown; errors?: { extensions: object }[] } };
};

describe.each(['compiled', 'stock'] as const)('the size of an answer by the %s executor', (executor) => {
  let bytes: number;
  let counted: number;
  beforeAll(async () => {
    const { body, answer } = await ask(executor);
    bytes = body.length;
    const size = { made: 0, allowed: Infinity };
    addMade(size, answer.data);
    counted = size.made;
  });

  it('is counted as JSON has it, but for numbers and brackets', () => {
    expect(counted / bytes).toBeGreaterThan(0.8);
    expect(counted / bytes).toBeLessThan(1.2);
  });

  it('may be what is allowed, entities that stand at many places counted at each', async () => {
    const { answer } = await ask(executor, counted);
    expect(answer.errors).toBeUndefined();
  });

  it('is null with an error beyond it: nothing of the answer is kept', async () => {
    const { status, answer } = await ask(executor, counted - 1);
    expect([status, answer.data]).toEqual([200, null]);
    expect(answer.errors?.map(({ extensions }) => extensions)).toEqual([
      { code: 'ANSWER_TOO_LARGE', limit: 'answerBytes', allowed: counted - 1 },
    ]);
  });
});

describe('answers to introspection', () => {
  const query = '{ __schema { types { name description fields { name } } } }';
  it.each(['compiled', 'stock'] as const)('count, by the %s executor', async (executor) => {
    const server = await startServer(graph, { executor, maxAnswerBytes: 500 });
    const { body } = await server.ask({ query });
    await server.stop();
    expect(body).toContain('ANSWER_TOO_LARGE');
  });
});

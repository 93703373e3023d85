import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from '../harness/ask.ts';
import { separateCores } from '../harness/cores.ts';
import { assertEqualAnswers } from '../harness/differences.ts';
import { root } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import type { Question } from '../harness/question.ts';
import { compare, inRounds, type Contender } from '../harness/rounds.ts';
import { freePort, startServer } from '../harness/server-process.ts';
import type { RequestLoad } from '../load/requests.ts';

const CONNECTIONS = 50;
const ANSWER_BYTES = 87_327;
// Any text will do: they are not checked, and no two requests have the same.
const TOKENS = 100_003;

const folder = join(root, 'bench/federation');
const kinds = { 'stock-gateway': 'stock', 'over HTTP': 'http', 'in process': 'in-process' } as const;

/**
 * P4: the query that federation gateways are compared on, 16 subgraph requests and 87 kB, with the gateway alone on one
 * core.
 */
export const federation: Question = {
  name: 'federation',
  comparesAnswers: true,
  asks: 'The public federation benchmark against stock @apollo/gateway',
  answer: async ({ rounds, seconds }, progress, keep) => {
    const cores = await separateCores();
    progress.say(
      cores === null
        ? 'cores cannot be kept apart here: gateway, subgraphs and load share them'
        : 'gateway on core 0; subgraphs and load generator on core 1',
    );
    const body = JSON.stringify({ query: readFileSync(join(folder, 'query.graphql'), 'utf8') });
    const tokens = Array.from({ length: TOKENS }, (_, index) => `${index}-${'t'.repeat(40)}`);

    const subgraphsPort = await freePort();
    const subgraphs = keep(
      await startServer({
        name: 'benchmark subgraphs',
        command: [process.execPath, join(folder, 'subgraphs-main.ts')],
        settings: { NODE_ENV: 'production', PORT: String(subgraphsPort) },
        url: `http://127.0.0.1:${subgraphsPort}`,
        readyPath: '/',
        ...(cores && { core: cores.rest }),
      }),
    );

    const contenders: Contender[] = [];
    const answers: [string, unknown][] = [];
    for (const [name, kind] of Object.entries(kinds)) {
      const port = await freePort();
      const server = keep(
        await startServer({
          name,
          // All with the options of Node that our router has, which this process was given.
          command: [process.execPath, ...process.execArgv, join(folder, 'gateway-main.ts'), kind],
          settings: { NODE_ENV: 'production', PORT: String(port), SUBGRAPHS_URL: subgraphs.url },
          url: `http://127.0.0.1:${port}`,
          readyPath: '/',
          ...(cores && { core: cores.gateway }),
        }),
      );
      const { json, bytes } = await ask(server.url, body, { authorization: 'Bearer compared' });
      if (bytes !== ANSWER_BYTES)
        throw new Error(`${name} answers ${bytes} bytes, the benchmark's answer has ${ANSWER_BYTES}`);
      answers.push([name, json]);
      const setup: RequestLoad = {
        kind: 'requests',
        url: server.url,
        path: '/',
        connections: CONNECTIONS,
        bodies: [body],
        tokens,
      };
      contenders.push({ name, server, load: keep(await startLoadGenerator(setup, cores?.rest)) });
    }
    const [stock, ...ours] = answers;
    if (stock !== undefined) for (const each of ours) assertEqualAnswers(stock, each);

    const measures = await inRounds(
      contenders,
      { rounds, seconds, atOnce: CONNECTIONS, warmUpSeconds: seconds },
      null,
      progress,
    );
    return [
      compare('P4', 3.7, 'over HTTP', 'stock-gateway', measures),
      compare('P4', 12, 'in process', 'stock-gateway', measures),
    ];
  },
};

import { ask, someOf } from '../harness/ask.ts';
import { assertEqualAnswers } from '../harness/differences.ts';
import { openBackingServices } from '../harness/backing-services.ts';
import { startLoadGenerator } from '../harness/load-generator.ts';
import { orderPageBodies } from '../harness/order-pages.ts';
import type { Question } from '../harness/question.ts';
import { compare, inRounds, type Contender } from '../harness/rounds.ts';
import type { RunningServer } from '../harness/server-process.ts';
import { signTokens } from '../harness/tokens.ts';
import type { RequestLoad } from '../load/requests.ts';
import { startHandWritten, startHiveGateway, startStockGateway, startStockSubgraphs } from '../servers/peers.ts';
import { startOurShop } from '../servers/our-shop.ts';

const CONNECTIONS = 16;
const PAGES = 19_000;
// No common divisor with the pages: the two come together anew in every request.
const TOKENS = 18_999;
const COMPARED = 20;

/** P1, P2, P3: what federation costs on one page of 20 orders that four databases know about. */
export const orderPage: Question = {
  name: 'order-page',
  comparesAnswers: true,
  asks: 'Order page against stock @apollo/gateway, Hive Gateway and a hand-written handler',
  answer: async ({ rounds, seconds }, progress, keep) => {
    const backing = keep(await openBackingServices(progress));
    progress.say('signing tokens');
    const [bodies, tokens] = await Promise.all([orderPageBodies(backing, PAGES), signTokens(backing, TOKENS)]);

    progress.say('starting servers');
    const subgraphs = keep(await startStockSubgraphs(backing));
    const servers: readonly (readonly [string, string, RunningServer])[] = [
      ['standalone', '/graphql', keep(await startOurShop('standalone', backing))],
      ['stock-gateway', '/', keep(await startStockGateway(backing, subgraphs))],
      ['distributed', '/graphql', keep(await startOurShop('distributed', backing))],
      ['hive-gateway', '/graphql', keep(await startHiveGateway(backing, subgraphs, progress))],
      ['hand-written', '/', keep(await startHandWritten(backing))],
    ];

    progress.say('comparing answers');
    for (const page of [0, bodies.length - 1, ...someOf(bodies.length, COMPARED)]) {
      const answers = await Promise.all(
        servers.map(async ([name, path, { url }]) => {
          const { json } = await ask(url + path, bodies[page] ?? '', {
            authorization: `Bearer ${tokens[page % tokens.length]}`,
          });
          return [name, json] as const;
        }),
      );
      const [first, ...others] = answers;
      if (first !== undefined) for (const other of others) assertEqualAnswers(first, other);
    }

    const contenders: Contender[] = [];
    for (const [name, path, server] of servers) {
      const setup: RequestLoad = { kind: 'requests', url: server.url, path, connections: CONNECTIONS, bodies, tokens };
      contenders.push({ name, server, load: keep(await startLoadGenerator(setup)) });
    }
    const measures = await inRounds(
      contenders,
      { rounds, seconds, atOnce: CONNECTIONS, warmUpSeconds: seconds },
      backing.databasePid,
      progress,
    );
    return [
      compare('P1', 4, 'standalone', 'stock-gateway', measures),
      compare('P1', 2, 'distributed', 'stock-gateway', measures),
      compare('P2', 3.5, 'standalone', 'hive-gateway', measures),
      compare('P2', 1.6, 'distributed', 'hive-gateway', measures),
      compare('P3', 0.55, 'standalone', 'hand-written', measures),
    ];
  },
};

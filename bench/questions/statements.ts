import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger } from '@storegraph/subgraph-kit/log';
import { startShop } from '@storegraph/standalone/shop';
import { ask } from '../harness/ask.ts';
import { openBackingServices } from '../harness/backing-services.ts';
import { linkedPageBody, linkedPages } from '../harness/linked-pages.ts';
import type { Question } from '../harness/question.ts';
import { signTokens } from '../harness/tokens.ts';
import { PATIENT } from '../servers/our-shop.ts';

type Lists = { readonly data: Readonly<Record<string, { readonly edges: readonly unknown[] }>> };

const SIZES = [5, 20, 100];
// Background work asks the databases, too. What is heard while idle is not the page's; what comes more rarely
// can only add, so that the fewest of several tries are the page's own.
const QUIET_SECONDS = 3;
const TRIES = 8;

/** P11: how many SQL statements a page costs, and that a longer one costs no more. */
export const statements: Question = {
  name: 'statements',
  asks: 'SQL statements of a page, short and long',
  answer: async (_options, progress, keep) => {
    const backing = keep(await openBackingServices(progress));
    const heard: string[] = [];
    const shop = keep(
      await startShop({
        ...backing,
        host: '127.0.0.1',
        port: 0,
        environment: PATIENT,
        log: createLogger('bench', 'warn'),
        onStatement: (statement) => void heard.push(statement),
      }),
    );
    heard.length = 0;
    await sleep(QUIET_SECONDS * 1_000);
    const background = new Set(heard);
    const [token = ''] = await signTokens(backing, 1);
    const costOf = async (fields: string, first: number): Promise<number> => {
      const body = linkedPageBody(fields, first);
      const counts: number[] = [];
      for (let attempt = 0; attempt < TRIES; attempt++) {
        heard.length = 0;
        const { json } = await ask(`${shop.url}/graphql`, body, { authorization: `Bearer ${token}` });
        const [list] = Object.values((json as Lists).data);
        if (list?.edges.length !== first)
          throw new Error(`There are ${list?.edges.length} rows on a page of ${first}: ${fields}`);
        counts.push(heard.filter((statement) => !background.has(statement)).length);
      }
      return Math.min(...counts);
    };

    const rounds = [];
    for (const [operation, fields] of Object.entries(linkedPages)) {
      const counts = new Map<number, number>();
      for (const first of SIZES) counts.set(first, await costOf(fields, first));
      progress.say(`${operation}: ${[...counts].map(([first, count]) => `${count} for ${first}`).join(', ')}`);
      rounds.push({
        operation,
        statements: Object.fromEntries(counts),
        more: Math.max(...counts.values()) - Math.min(...counts.values()),
      });
    }
    const value = Math.max(...rounds.map(({ more }) => more));
    return [
      { bar: 'P11', ours: 'standalone', target: 0, value, unit: 'statements more for 100 rows than for 5', rounds },
    ];
  },
};

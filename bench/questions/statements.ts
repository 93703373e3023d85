import { createLogger } from '@storegraph/subgraph-kit/log';
import { startShop } from '@storegraph/standalone/shop';
import { ask } from '../harness/ask.ts';
import { openGround } from '../harness/ground.ts';
import type { Question } from '../harness/question.ts';
import { signTokens } from '../harness/tokens.ts';

const variants = 'variants { id sku price { amount } available }';
const payment = 'payment { id status }';

/** Pages of which each thing on them hangs on other things; `$first` is how many. */
const operations: Readonly<Record<string, string>> = {
  'order page': `orders(first: $first) { edges { node { id buyer { name } lines { name product { slug } variant { sku available } } ${payment} timeline { kind actor { name } } } } }`,
  'product list': `products(first: $first) { edges { node { id name categories { name } priceRange { min { amount } } inStock ${variants} } } }`,
  'product list with facets': `products(first: $first, filter: { inStock: true }) { totalCount facets { categories { count category { name } } inStockCount } edges { node { id ${variants} } } }`,
  'users with their orders': `users(first: $first) { edges { node { id name addresses { city } orders(first: 3) { totalCount edges { node { id ${payment} lines { product { name } } } } } } } }`,
  payments: 'payments(first: $first) { edges { node { id status buyer { name } order { number lines { name product { slug } } } } } }',
  'low stock': 'lowStock(threshold: 1000, first: $first) { edges { node { sku available product { name categories { name } } } } }',
};

const SIZES = [5, 20, 100];
// Background work asks the databases, too. It can only add, so that the fewest of several tries are the page's own.
const TRIES = 8;

/** P11: how many SQL statements a page costs, and that a longer one costs no more. */
export const statements: Question = {
  name: 'statements',
  asks: 'SQL statements of a page, short and long',
  answer: async (_options, progress, keep) => {
    const ground = keep(await openGround(progress));
    const heard: string[] = [];
    const shop = keep(
      await startShop({
        ...ground,
        host: '127.0.0.1',
        port: 0,
        windowSeconds: 3_600,
        holdMinutes: 600,
        currency: 'USD',
        limits: { maxUnpaidOrders: 5, maxHeldUnits: 20 },
        log: createLogger('bench', 'warn'),
        onStatement: (statement) => void heard.push(statement),
      }),
    );
    const [token = ''] = await signTokens(ground.secrets, 1);
    const costOf = async (fields: string, first: number): Promise<number> => {
      const body = JSON.stringify({ query: `query ($first: Int!) { ${fields} }`, variables: { first } });
      const counts: number[] = [];
      for (let attempt = 0; attempt < TRIES; attempt++) {
        heard.length = 0;
        await ask(`${shop.url}/graphql`, body, { authorization: `Bearer ${token}` });
        counts.push(heard.length);
      }
      return Math.min(...counts);
    };

    const rounds = [];
    for (const [operation, fields] of Object.entries(operations)) {
      const counts = new Map<number, number>();
      for (const first of SIZES) counts.set(first, await costOf(fields, first));
      progress.say(`${operation}: ${[...counts].map(([first, count]) => `${count} for ${first}`).join(', ')}`);
      rounds.push({ operation, statements: Object.fromEntries(counts), more: Math.max(...counts.values()) - Math.min(...counts.values()) });
    }
    const value = Math.max(...rounds.map(({ more }) => more));
    return [{ bar: 'P11', ours: 'standalone', target: 0, value, unit: 'statements more for 100 rows than for 5', rounds }];
  },
};

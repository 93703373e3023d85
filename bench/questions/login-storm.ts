import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { demoPassword, demoSignIns } from '@storegraph/demo-shop/people';
import { openBackingServices, sellingSize } from '../harness/backing-services.ts';
import { productListBodies } from '../harness/product-queries.ts';
import type { Question } from '../harness/question.ts';
import type { Comparison } from '../harness/results.ts';
import { median, percentile } from '../harness/statistics.ts';
import { startOurShop } from '../servers/our-shop.ts';

const LOGINS = 1_000;
const HANG_UP_MS = 300;
const TRY_AGAIN_MS = 1_000;
const GIVE_UP_MS = 200_000;
// As long in every run, however soon the storm is over: or a p99 would tell how long it was looked.
const LOOK_MS = 30_000;
// Here all strangers but the owner have addresses of their own, and the shop's own limits hold.
const OWN_LIMITS = { LOGIN_RATE: '30/60' };

const SIGN_IN = '__typename ... on UserError { message }';
const LOGIN = `mutation ($input: LoginInput!) { answer: login(input: $input) { ${SIGN_IN} } }`;

/** Who sends: an address of this machine's loopback network, and the browser's cookies. */
type Sender = { readonly address: string; readonly cookie?: string; readonly hangUpMs?: number };
type Answered = { readonly typename: string | null; readonly cookies: readonly string[] };

/** 1,000 sign-ins at once while shoppers look at products: until when does an owner get in, and how long do pages take? */
export const loginStorm: Question = {
  name: 'login-storm',
  asks: `${LOGINS} sign-ins at once, twice: until an owner gets in, and p99 of a product page meanwhile`,
  onlyWhenNamed: true,
  answer: async ({ rounds }, progress, keep) => {
    const backing = keep(await openBackingServices(progress, sellingSize));
    const shop = keep(await startOurShop('standalone', backing, OWN_LIMITS));
    const url = `${shop.url}/graphql`;
    const { email } = demoSignIns.customer;
    const owner = { address: '127.0.0.1' };
    const { cookies } = await post(
      url,
      { query: LOGIN, variables: { input: { email, password: demoPassword } } },
      owner,
    );
    const known = { ...owner, cookie: cookies.map((each) => each.split(';')[0] ?? '').join('; ') };

    const storms = [
      { name: 'one address, hangs up', owner, from: () => ({ address: '127.0.1.1', hangUpMs: HANG_UP_MS }) },
      { name: '1,000 addresses, stay', owner, from: (n: number) => ({ address: addressOf(n) }) },
      { name: '1,000 addresses, known device', owner: known, from: (n: number) => ({ address: addressOf(n) }) },
    ];
    const comparisons: Comparison[] = [];
    for (const storm of storms) {
      const waits: number[] = [];
      const pages: number[] = [];
      for (let round = 0; round < rounds; round++) {
        const looking = lookAtProducts(url);
        const lookedEnough = sleep(LOOK_MS);
        const crowds: Promise<unknown>[] = [];
        const gotIn: Promise<number>[] = [];
        for (let times = 0; times < 2; times++) {
          crowds.push(
            ...Array.from({ length: LOGINS }, (_, n) => post(url, strangersLogin(), storm.from(n)).catch(() => {})),
          );
          await sleep(HANG_UP_MS * 2);
          gotIn.push(untilIn(url, email, storm.owner));
        }
        waits.push(...(await Promise.all(gotIn)));
        await Promise.all([...crowds, lookedEnough]);
        pages.push(...(await looking.stop()));
        progress.step(round + 1, rounds, `${storm.name}: in after ${waits.map((ms) => ms.toFixed(0)).join(', ')} ms`);
      }
      const common = { bar: 'storm' as const, ours: storm.name, rounds: [{ waits, pages: pages.length }] };
      comparisons.push(
        { ...common, target: 2_000, value: median(waits), unit: 'ms until in' },
        { ...common, target: 1_000, value: percentile(pages, 0.99), unit: 'ms p99 of a product page' },
      );
    }
    return comparisons;
  },
};

const addressOf = (n: number): string => `127.1.${Math.floor(n / 250)}.${(n % 250) + 1}`;

const strangersLogin = () => ({
  query: LOGIN,
  variables: { input: { email: `${randomUUID()}@example.com`, password: 'wrong' } },
});

/** How long it takes until the right password lets its owner in, who tries again when told to wait. */
async function untilIn(url: string, email: string, owner: Sender): Promise<number> {
  const startedAt = performance.now();
  const body = { query: LOGIN, variables: { input: { email, password: demoPassword } } };
  while (performance.now() - startedAt < GIVE_UP_MS) {
    const { typename } = await post(url, body, owner).catch((): Answered => ({ typename: null, cookies: [] }));
    if (typename === 'SignInSuccess') return performance.now() - startedAt;
    await sleep(TRY_AGAIN_MS);
  }
  return GIVE_UP_MS;
}

/** Looks at one page of products after the other; `stop` says how long each took. */
function lookAtProducts(url: string): { stop(): Promise<readonly number[]> } {
  const bodies = productListBodies();
  const times: number[] = [];
  let isOver = false;
  const looking = (async () => {
    for (let n = 0; !isOver; n++) {
      const startedAt = performance.now();
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: bodies[n % bodies.length] ?? '',
      });
      await answer.arrayBuffer();
      times.push(performance.now() - startedAt);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await looking;
      return times;
    },
  };
}

function post(url: string, body: object, { address, cookie, hangUpMs }: Sender): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      agent: false,
      localAddress: address,
      headers: { 'content-type': 'application/json', ...(cookie && { cookie }) },
    });
    if (hangUpMs !== undefined) setTimeout(() => sent.destroy(), hangUpMs);
    sent.once('error', reject);
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const { data } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
          data?: { answer?: { __typename: string } } | null;
        };
        resolve({ typename: data?.answer?.__typename ?? null, cookies: response.headers['set-cookie'] ?? [] });
      });
    });
    sent.end(JSON.stringify(body));
  });
}

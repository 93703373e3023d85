import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { CreateLoad } from './protocol.ts';

/** Many shoppers who want one variant. */
export type PlacementLoad = {
  readonly kind: 'placements';
  readonly url: string;
  readonly variantId: string;
  readonly tokens: readonly string[];
};

const QUERY = `mutation ($input: PlaceOrderInput!) { placeOrder(input: $input) { __typename ... on UserError { message } ... on PlaceOrderSuccess { order { id } } } }`;
const shippingAddress = {
  recipient: 'Gale Guest',
  line1: '1 Harbour Street',
  city: 'Portland',
  postalCode: '97205',
  countryCode: 'US',
};

/** Orders one unit. What was not decided is sent again under the same key, as the client does. */
export const placementLoad: CreateLoad<PlacementLoad> = ({ url, variantId, tokens }) => {
  const pool = new Pool(url, { connections: tokens.length, pipelining: 1 });
  return async (number) => {
    const body = JSON.stringify({
      query: QUERY,
      variables: { input: { idempotencyKey: randomUUID(), shippingAddress, lines: [{ variantId, quantity: 1 }] } },
    });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${tokens[number % tokens.length]}` };
    for (;;) {
      const response = await pool.request({ path: '/graphql', method: 'POST', headers, body });
      const answer = (await response.body.json()) as {
        data?: { placeOrder?: { __typename: string; message?: string } };
      };
      const outcome = answer.data?.placeOrder;
      if (outcome?.__typename === 'PlaceOrderSuccess') return 'done';
      if (outcome?.__typename === 'OutOfStockError') return 'refused';
      if (outcome !== undefined && outcome.__typename !== 'ServiceUnavailableError')
        throw new Error(`placeOrder was refused: ${outcome.message}`);
      await sleep(200);
    }
  };
};

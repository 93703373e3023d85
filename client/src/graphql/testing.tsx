import { render, type RenderResult } from '@testing-library/react';
import type { ReactNode } from 'react';
import { Router } from 'wouter';
import { memoryLocation } from 'wouter/memory-location';
import { GraphqlProvider } from './provider.tsx';
import { createShop, type Shop } from './shop.ts';

type Variables = Readonly<Record<string, unknown>>;
type Sent = { readonly operationName: string; readonly variables: Variables; readonly authorization: string | null };

/** What the shop answers to an operation: data, a GraphQL error by its code, or no answer at all. */
export type Scripted = { readonly data: unknown } | { readonly errorCode: string } | { readonly isUnreachable: true };

export type Script = Readonly<Record<string, (variables: Variables) => Scripted | Promise<Scripted>>>;

type ScriptedFetch = { readonly fetch: typeof globalThis.fetch; readonly sent: readonly Sent[] };

const anonymous: Script = {
  RefreshSession: () => ({ data: { refreshSession: { __typename: 'SessionEndedError', message: '' } } }),
};

const json = (body: unknown): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });

/**
 * A shop that answers from a script and remembers what it was asked. The urql client in front of it is the real one.
 */
const scriptedFetch = (script: Script): ScriptedFetch => {
  const sent: Sent[] = [];
  const answers: Script = { ...anonymous, ...script };
  const fetch: typeof globalThis.fetch = async (url, init) => {
    // No script says how a day goes on: its pages have to ask.
    if (typeof url === 'string' && url.endsWith('/stream')) throw new TypeError('Failed to fetch');
    const body = typeof init?.body === 'string' ? init.body : '{}';
    const { operationName, variables } = JSON.parse(body) as { operationName: string; variables: Variables };
    sent.push({ operationName, variables, authorization: new Headers(init?.headers).get('authorization') });
    const answer = answers[operationName];
    if (!answer) throw new Error(`The script has no answer to ${operationName}`);
    const scripted = await answer(variables);
    if ('isUnreachable' in scripted) throw new TypeError('Failed to fetch');
    if ('data' in scripted) return json(scripted);
    return json({ data: null, errors: [{ message: 'Refused', extensions: { code: scripted.errorCode } }] });
  };
  return { fetch, sent };
};

export type TestShop = RenderResult & {
  readonly sent: readonly Sent[];
  readonly shop: Shop;
  readonly path: () => string;
};

/** Renders a page at an address, on a scripted shop. */
export const renderInShop = (page: ReactNode, script: Script, address = '/'): TestShop => {
  const { fetch, sent } = scriptedFetch(script);
  const url = 'http://shop.test/graphql';
  const shop = createShop(url, fetch);
  const { hook, searchHook, history } = memoryLocation({ path: address, record: true });
  const result = render(
    <Router hook={hook} searchHook={searchHook}>
      <GraphqlProvider url={url} shop={shop} fetch={fetch}>
        {page}
      </GraphqlProvider>
    </Router>,
  );
  return { ...result, sent, shop, path: () => history.at(-1) ?? '' };
};

export const signedIn = (role: 'CUSTOMER' | 'STAFF' = 'CUSTOMER', accessToken = 'token-1') => ({
  __typename: 'SignInSuccess',
  accessToken,
  accessTokenExpiresAt: new Date(Date.now() + 600_000).toISOString(),
  needsSecondFactor: false,
  user: {
    __typename: 'User',
    id: 'user-1',
    name: 'Ada',
    email: 'ada@example.com',
    isEmailVerified: true,
    phone: null,
    role,
    permissions: role === 'STAFF' ? ['READ_ORDERS', 'MANAGE_ORDERS', 'MANAGE_STOCK', 'REPAIR', 'READ_CUSTOMERS'] : [],
    isGuest: false,
  },
});

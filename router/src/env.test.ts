import { describe, expect, it } from 'vitest';
import { readRouterEnv, subgraphUrl } from './env.ts';

const INTERNAL_SECRET = 's'.repeat(32);

describe('readRouterEnv', () => {
  it('needs nothing but the internal secret', () => {
    const env = readRouterEnv({ INTERNAL_SECRET });
    expect(env).toMatchObject({
      PORT: 4000,
      EXECUTOR: 'compiled',
      PLAYGROUND: false,
      SECURE_COOKIES: true,
      ALLOWED_ORIGINS: [],
    });
    expect(subgraphUrl(env, 'order')).toBe('http://127.0.0.1:4003');
  });

  it('takes the address of each subgraph', () => {
    expect(subgraphUrl(readRouterEnv({ INTERNAL_SECRET, SUBGRAPH_ORDER_URL: 'http://order:80' }), 'order')).toBe(
      'http://order:80',
    );
  });

  it('reads lists of origins', () => {
    expect(
      readRouterEnv({ INTERNAL_SECRET, ALLOWED_ORIGINS: 'https://a.shop, https://b.shop,' }).ALLOWED_ORIGINS,
    ).toEqual(['https://a.shop', 'https://b.shop']);
  });

  it('tells every problem at once', () => {
    expect(() =>
      readRouterEnv({ PORT: 'many', EXECUTOR: 'fast', PLAYGROUND: 'yes', SUBGRAPH_USER_URL: 'user' }),
    ).toThrow(/SUBGRAPH_USER_URL[^]*PORT[^]*INTERNAL_SECRET[^]*EXECUTOR[^]*PLAYGROUND/);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PAYMENT_METHODS } from '../domain/payment.ts';
import { courier } from './courier.ts';
import type { PaymentProvider } from './provider.ts';
import { createProviders } from './providers.ts';
import { createTestProvider, TEST_REFERENCES } from './test-provider.ts';

const secret = new TextEncoder().encode('a secret of thirty-two characters');
const test = createTestProvider({ webhookSecret: secret, tell: async () => {} });
const attempt = {
  id: 'p',
  method: 'CARD',
  reference: null,
  amountMinor: 1,
  currency: 'USD',
  expiresAt: new Date(),
} as const;

describe('the providers of a shop', () => {
  it('are one for each method, found again by name', () => {
    const providers = createProviders([test, courier], 1_000);
    expect(PAYMENT_METHODS.map((method) => providers.forMethod(method).name)).toEqual([
      'test',
      'test',
      'test',
      'courier',
    ]);
    expect(providers.of({ id: 'p', provider: 'courier' }).name).toBe('courier');
    expect(providers.named('nobody')).toBeNull();
    expect(() => providers.of({ id: 'p', provider: 'gone' })).toThrow('No payment provider gone for payment p');
  });

  it.each<[string, readonly PaymentProvider[]]>([
    ['a method without a provider', [test]],
    ['two for a method', [test, courier, { ...test, name: 'other' }]],
    ['two of one name', [test, { ...courier, name: 'test' }]],
  ])('are refused with %s', (_, providers) => {
    expect(() => createProviders(providers, 1_000)).toThrow(/provider/);
  });

  it('never hold up a request: a call without an answer ends with an error, and its signal', async () => {
    const signals: AbortSignal[] = [];
    const silent = (_: unknown, signal: AbortSignal): Promise<never> => {
      signals.push(signal);
      return new Promise(() => {});
    };
    const provider = createProviders(
      [{ ...test, start: silent, capture: silent, cancel: silent, refund: silent }, courier],
      10,
    ).forMethod('CARD');
    const refund = { refundId: 'r', attempt, amountMinor: 1, currency: 'USD' };
    for (const call of [
      provider.start(attempt),
      provider.capture(attempt),
      provider.cancel(attempt),
      provider.refund(refund),
    ])
      await expect(call).rejects.toThrow('No answer within 10 ms');
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true, true, true]);
  });
});

describe('the scripted references', () => {
  it('are those that the schema tells of', () => {
    const schema = readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8');
    expect([...schema.matchAll(/`(test-[a-z-]+)`/g)].map(([, reference]) => reference)).toEqual(
      Object.values(TEST_REFERENCES),
    );
  });
});

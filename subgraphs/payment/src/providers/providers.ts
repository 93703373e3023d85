import { withinTime } from '@storegraph/subgraph-kit/concurrency/time-limit';
import { PAYMENT_METHODS, type Payment, type PaymentMethod } from '../domain/payment.ts';
import type { ProviderAttempt, PaymentProvider, ProviderRefund } from './provider.ts';

/** A provider none of whose calls outlasts the time-out. */
export type BoundedProvider = Pick<PaymentProvider, 'name' | 'webhook'> & {
  start(attempt: ProviderAttempt): Promise<void>;
  capture(attempt: ProviderAttempt): Promise<'captured' | 'declined'>;
  cancel(attempt: ProviderAttempt): Promise<'cancelled' | 'captured'>;
  refund(refund: ProviderRefund): Promise<'refunded' | 'refused'>;
};

/** The providers of a shop. */
export type Providers = {
  /** Handles new attempts of this method. */
  forMethod(method: PaymentMethod): BoundedProvider;
  /** Handles this attempt from its start to its last refund, even when another provider gets new ones. */
  of(payment: Pick<Payment, 'id' | 'provider'>): BoundedProvider;
  named(name: string): BoundedProvider | null;
};

/** @throws Error unless each method has one provider, and each name */
export function createProviders(providers: readonly PaymentProvider[], timeoutMs: number): Providers {
  const byName = new Map(providers.map((provider) => [provider.name, bounded(provider, timeoutMs)]));
  if (byName.size < providers.length) throw new Error('Two payment providers have one name');
  const byMethod = new Map(PAYMENT_METHODS.map((method) => [method, theOnly(method, providers)]));
  const named: Providers['named'] = (name) => byName.get(name) ?? null;
  const provider = (name: string | undefined, purpose: string): BoundedProvider => {
    const found = name === undefined ? null : named(name);
    if (found === null) throw new Error(`No payment provider ${name} for ${purpose}`);
    return found;
  };
  return {
    named,
    forMethod: (method) => provider(byMethod.get(method), method),
    of: (payment) => provider(payment.provider, `payment ${payment.id}`),
  };
}

function theOnly(method: PaymentMethod, providers: readonly PaymentProvider[]): string {
  const [name, ...others] = providers
    .filter(({ methods }) => methods.includes(method))
    .map((provider) => provider.name);
  if (name === undefined || others.length > 0) throw new Error(`${method} needs one payment provider`);
  return name;
}

const bounded = (provider: PaymentProvider, timeoutMs: number): BoundedProvider => ({
  name: provider.name,
  webhook: provider.webhook,
  start: (attempt) => withinTime({ timeoutMs }, (signal) => provider.start(attempt, signal)),
  capture: (attempt) => withinTime({ timeoutMs }, (signal) => provider.capture(attempt, signal)),
  cancel: (attempt) => withinTime({ timeoutMs }, (signal) => provider.cancel(attempt, signal)),
  refund: (refund) => withinTime({ timeoutMs }, (signal) => provider.refund(refund, signal)),
});

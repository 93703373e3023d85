import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import type { Page } from 'playwright-core';
import { signInAdmin } from '../src/actors/staff.ts';
import { sharedShop } from '../src/stack/shops.ts';
import { fillCart, orderAsGuest, startPayment } from './shop-steps.ts';
import { test } from './visits.ts';

// Longer than two rounds of asking, for a page that has to ask.
const ASKING_WOULD_SHOW_MS = 6_000;

const operationsOf = (page: Page): string[] => {
  const operations: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql') || request.method() !== 'POST') return;
    operations.push(String((JSON.parse(request.postData() ?? '{}') as { operationName?: string }).operationName));
  });
  return operations;
};

const streamOf = (page: Page) =>
  page.waitForResponse((response) => response.url().endsWith('/graphql/stream') && response.ok());

describe('the page of an order', () => {
  test('moves as the order does, without asking again', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 10 });
    const shopper = await visit();
    await fillCart(shopper, variant.id);
    const { orderId } = await orderAsGuest(shopper);
    await startPayment(shopper);
    await shopper.getByRole('button', { name: 'Pay now' }).click();
    await shopper.getByRole('heading', { name: 'Thank you, it is paid' }).waitFor();
    const opened = streamOf(shopper);
    await shopper.getByRole('link', { name: 'View order' }).click();
    await shopper.getByText('Payment received').waitFor();
    await opened;

    const operations = operationsOf(shopper);
    await sleep(ASKING_WOULD_SHOW_MS);
    const confirmed = await admin.confirm({ id: orderId });
    await shopper.getByText('Confirmed by the shop').waitFor();
    await confirmed.ship({ carrier: 'Parcel Post', trackingNumber: 'PP 42' });
    await shopper.getByText('Tracking number PP 42').waitFor();
    expect(operations).toEqual([]);
  });

  test('asks again while the stream is away, and not once it is back', async ({ visit }) => {
    const admin = await signInAdmin(sharedShop().url);
    const variant = await admin.makeVariant({ onHand: 10 });
    const shopper = await visit();
    await shopper.route('**/graphql/stream', (route) => route.abort('aborted'));
    await fillCart(shopper, variant.id);
    const { orderId } = await orderAsGuest(shopper);
    const operations = operationsOf(shopper);
    await expect.poll(() => operations).toContain('PaymentPage');

    const opened = streamOf(shopper);
    await shopper.unroute('**/graphql/stream');
    await opened;
    operations.length = 0;
    await sleep(ASKING_WOULD_SHOW_MS);
    expect(operations).toEqual([]);
    expect(await admin.order(orderId)).toMatchObject({ status: 'PENDING_PAYMENT' });
  });
});

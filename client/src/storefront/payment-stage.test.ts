import { expect, it } from 'vitest';
import { paymentStage, type PayableOrder } from './payment-stage.ts';

const at = (seconds: number): string => new Date(seconds * 1000).toISOString();
const nowMs = 100_000;

const order = (change: Partial<PayableOrder>): PayableOrder => ({
  status: 'PENDING_PAYMENT',
  holdExpiresAt: at(900),
  payment: null,
  ...change,
});

const attempt = (
  status: 'PENDING' | 'EXPIRED' | 'FAILED' | 'CANCELLED' | 'CAPTURED' | 'AUTHORIZED',
  expires = 110,
) => ({
  id: 'p1',
  status,
  method: 'CARD' as const,
  startedAt: at(95),
  expiresAt: at(expires),
});

it('asks for a method before the first attempt and after one was given up', () => {
  expect(paymentStage(order({}), nowMs).kind).toBe('choose-method');
  expect(paymentStage(order({ payment: attempt('CANCELLED') }), nowMs).kind).toBe('choose-method');
});

it('counts an open attempt down', () => {
  expect(paymentStage(order({ payment: attempt('PENDING') }), nowMs)).toMatchObject({ kind: 'pay', leftMs: 10_000 });
});

it('closes the window by the clock, before the shop says so', () => {
  expect(paymentStage(order({ payment: attempt('PENDING', 100) }), nowMs).kind).toBe('window-closed');
  expect(paymentStage(order({ payment: attempt('EXPIRED') }), nowMs).kind).toBe('window-closed');
});

it('offers no new attempt once the hold is over', () => {
  expect(paymentStage(order({ holdExpiresAt: at(99) }), nowMs).kind).toBe('order-over');
  expect(paymentStage(order({ holdExpiresAt: at(99), payment: attempt('EXPIRED') }), nowMs).kind).toBe('order-over');
  expect(paymentStage(order({ status: 'EXPIRED' }), nowMs).kind).toBe('order-over');
});

it('is paid as soon as the money came, even when the order does not know yet', () => {
  expect(paymentStage(order({ payment: attempt('CAPTURED') }), nowMs).kind).toBe('paid');
  expect(paymentStage(order({ status: 'CONFIRMED' }), nowMs).kind).toBe('paid');
  expect(paymentStage(order({ holdExpiresAt: at(99), payment: attempt('AUTHORIZED') }), nowMs).kind).toBe('processing');
});

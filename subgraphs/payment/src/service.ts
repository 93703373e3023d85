import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { defineService } from '@storegraph/subgraph-kit/service/service';
import { auditCharges } from './audit/charges.ts';
import { auditMoney } from './audit/money.ts';
import { isSeeded, seedPayments } from './seed.ts';
import { startPaymentSubgraph } from './server.ts';
import { paymentSettings } from './settings.ts';

export const payment = defineService({
  name: 'payment',
  port: 4004,
  settings: paymentSettings,
  // `confirmPayment` promises an order that reads PAID in the same request.
  promptEvents: ['PaymentCaptured'],
  start: startPaymentSubgraph,
  seed: (database): DemoSeed => ({
    isSeeded: () => isSeeded(database.db),
    orders: (orders) => seedPayments(database, orders),
  }),
  audit: async (query) => [...(await auditMoney(query)), ...(await auditCharges(query))],
});

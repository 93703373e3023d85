import { accessGuards } from './access-guards.ts';
import type { Guard } from './guard.ts';
import { inventoryGuards } from './inventory-guards.ts';
import { kitGuards } from './kit-guards.ts';
import { orderGuards } from './order-guards.ts';
import { paymentGuards } from './payment-guards.ts';
import { routerGuards } from './router-guards.ts';
import { userGuards } from './user-guards.ts';

/** Every guard that `npm run guards` removes. */
export const GUARDS: readonly Guard[] = [
  ...kitGuards,
  ...inventoryGuards,
  ...paymentGuards,
  ...orderGuards,
  ...userGuards,
  ...routerGuards,
  ...accessGuards,
];

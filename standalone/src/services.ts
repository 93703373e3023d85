import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { inventory } from '@storegraph/inventory/service';
import { order } from '@storegraph/order/service';
import { payment } from '@storegraph/payment/service';
import type { Service } from '@storegraph/subgraph-kit/service/service';
import { user } from '@storegraph/user/service';

/** The subgraphs of the shop. Whoever runs, fills, audits or describes them goes through this list. */
export const services = [user, inventory, payment, order] as const satisfies readonly Service<string, DemoSeed>[];

export type SubgraphName = (typeof services)[number]['name'];
export const subgraphNames: readonly SubgraphName[] = services.map(({ name }) => name);

/** Those that take the events of a subgraph. */
export const subscribersOf = (name: SubgraphName) => services.filter(({ subscribesTo }) => subscribesTo.includes(name));

/** One value for each name. */
export const recordOf = <Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Readonly<Record<Name, Value>> => Object.fromEntries(entries) as Record<Name, Value>;

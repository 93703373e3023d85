import type { DemoSeed } from '@storegraph/demo-shop/seed';
import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { inventory } from '@storegraph/inventory/service';
import { order } from '@storegraph/order/service';
import { payment } from '@storegraph/payment/service';
import { subscribersOf as typesBySubscriber } from '@storegraph/subgraph-kit/events/event-type';
import type { Service } from '@storegraph/subgraph-kit/service/service';
import { user } from '@storegraph/user/service';

/** The subgraphs of the shop. All that runs, fills, audits or describes them goes through this list. */
export const services = [user, inventory, payment, order] as const satisfies readonly Service<string, DemoSeed>[];

export type SubgraphName = (typeof services)[number]['name'];
export const subgraphNames: readonly SubgraphName[] = services.map(({ name }) => name);

/** Those that take events of a subgraph over. */
export function subscribersOf(name: SubgraphName) {
  const subscribers = typesBySubscriber(name, subscriptions);
  return services.filter((service) => subscribers.has(service.name));
}

/** One value for each name. */
export const recordOf = <Name extends string, Value>(
  entries: readonly (readonly [Name, Value])[],
): Readonly<Record<Name, Value>> => Object.fromEntries(entries) as Record<Name, Value>;

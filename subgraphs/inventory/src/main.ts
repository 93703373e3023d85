import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { runSubgraph } from '@storegraph/subgraph-kit/service/run-subgraph';
import { inventory } from './service.ts';

await runSubgraph(inventory, subscriptions);

import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { runSubgraph } from '@storegraph/subgraph-kit/service/run-subgraph';
import { order } from './service.ts';

await runSubgraph(order, subscriptions);

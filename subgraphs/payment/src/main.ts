import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { runSubgraph } from '@storegraph/subgraph-kit/service/run-subgraph';
import { payment } from './service.ts';

await runSubgraph(payment, subscriptions);

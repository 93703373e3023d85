import { subscriptions } from '@storegraph/event-catalogue/subscriptions';
import { runSubgraph } from '@storegraph/subgraph-kit/service/run-subgraph';
import { user } from './service.ts';

await runSubgraph(user, subscriptions);

import type { OrderStepResolvers } from '../__generated__/resolvers.ts';
import { OrderEvent } from './OrderEvent.ts';

export const OrderStep = { actorKind: OrderEvent.actorKind } satisfies OrderStepResolvers;

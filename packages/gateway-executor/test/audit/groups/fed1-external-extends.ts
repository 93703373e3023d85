import { subgraphV1 } from '../group.ts';
import { usersGroup } from '../users.ts';

export const group = usersGroup(subgraphV1, 'type User @key(fields: "id") @extends');

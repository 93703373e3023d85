import { subgraphV1 } from '../group.ts';
import { usersGroup } from '../users.ts';

export const group = usersGroup(subgraphV1, 'extend type User @key(fields: "id")');

import { subgraph } from '../group.ts';
import { usersGroup } from '../users.ts';

export const group = usersGroup(subgraph, 'extend type User @key(fields: "id")', '@shareable');

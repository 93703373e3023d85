import { subgraph } from '../group.ts';
import { usersGroup } from '../users.ts';

export const group = usersGroup(subgraph, 'type User @key(fields: "id") @extends', '@shareable');

import type { SubgraphClient } from '@storegraph/subgraph-kit/http/subgraph-request';
import { createFaults, type Faults } from './faults.ts';

/** What this subgraph needs of user, in memory: the phones of people. */
export function createFakeUser() {
  const phones = new Map<string, string>();
  const faults: Faults = createFaults();
  const client: SubgraphClient = async ({ query, variables }) => {
    const { userId, phone } = variables as { userId: string; phone: string };
    return faults.apply(query, () => ({ isPhoneOf: phones.get(userId) === phone }));
  };
  return { client, phones, faults };
}

export type FakeUser = ReturnType<typeof createFakeUser>;

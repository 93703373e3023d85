import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type TestServer } from '../support/gateways.ts';
import { composeSubgraphs, type TestGraph } from '../support/subgraphs.ts';
import type { AuditGroup } from './group.ts';

// The features of the public federation gateway audit (github.com/graphql-hive/federation-gateway-audit), a file each,
// with cases of our own after its example. Unlike the equality suite it knows the answers: both executors are compared
// to what is expected, not to each other.

const names = readdirSync(new URL('groups', import.meta.url)).map((file) => file.replace(/\.ts$/, ''));

for (const name of names) {
  const { group } = (await import(`./groups/${name}.ts`)) as { group: AuditGroup };

  let graph: TestGraph | undefined;

  describe.each(['stock', 'compiled'] as const)(`${name}, %s`, (executor) => {
    let server: TestServer;
    beforeAll(async () => {
      server = await startServer((graph ??= composeSubgraphs(group.subgraphs)), { executor });
    });
    afterAll(() => server.stop());

    for (const [title, { query, data, errors = false, wrongIn = [] }] of Object.entries(group.cases)) {
      const test = wrongIn.includes(executor) ? it.fails : it;
      test(title, async () => {
        const answer = JSON.parse((await server.ask({ query })).body);
        expect(answer.errors !== undefined, JSON.stringify(answer.errors)).toBe(errors);
        if (data !== undefined) expect(answer.data ?? null).toEqual(data);
      });
    }
  });
}

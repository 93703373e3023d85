import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { newId } from '@storegraph/subgraph-kit/id';
import type { HttpServer } from '@storegraph/subgraph-kit/http/http-server';
import type { Subgraph } from '@storegraph/subgraph-kit/service/subgraph';
import { signStatement, VIEWER_HEADER, type Viewer } from '@storegraph/subgraph-kit/viewer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { anonymous, service } from './viewers.ts';

/** What the suite needs to know of a subgraph. */
export type ContractSubject = {
  /** Starts it on a database of its own, with the statements that it runs. `cleanUp` drops the database. */
  readonly start: () => Promise<{
    readonly subgraph: Subgraph;
    readonly statements: string[];
    readonly cleanUp: () => Promise<void>;
  }>;
  /** Each entity, and how to make `count` of them; returns their ids. */
  readonly entities: readonly {
    readonly typename: string;
    readonly selection: string;
    readonly make: (subgraph: Subgraph, count: number) => Promise<readonly string[]>;
  }[];
  /** A type of the public graph that the SDL must show. */
  readonly typename: string;
  /** A query that needs the database. It is asked after the database has gone. */
  readonly needsDatabase: { readonly query: string; readonly viewer: Viewer };
};

const secret = new TextEncoder().encode('a secret of the contract suite, 32+ bytes');

/** What router, operators and other subgraphs rely on. Every subgraph runs it: call it at the top of a test file. */
export function subgraphContract(name: string, subject: ContractSubject): void {
  describe(`${name} keeps the contract of a subgraph`, () => {
    let subgraph: Subgraph;
    let statements: string[];
    let cleanUp: () => Promise<void>;
    let server: HttpServer;

    beforeAll(async () => {
      ({ subgraph, statements, cleanUp } = await subject.start());
      server = await subgraph.listen({ host: '127.0.0.1', port: 0, secret });
    });
    afterAll(async () => {
      await subgraph.stop();
      await cleanUp();
    });

    const post = async (body: unknown, headers: Record<string, string>) =>
      fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const credentials = async (viewer: Viewer, requestId = newId()) => ({
      'x-request-id': requestId,
      [VIEWER_HEADER]: signStatement({ viewer, requestId }, secret),
    });

    it('tells that it lives and is ready', async () => {
      expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${server.url}/health/ready`)).status).toBe(200);
    });

    it('serves its SDL to the router', async () => {
      const response = await post({ query: '{ _service { sdl } }' }, await credentials(service));
      expect(await response.text()).toContain(`type ${subject.typename}`);
    });

    it.each([
      ['no statement', async () => ({})],
      [
        'a forged statement',
        async () => ({
          ...(await credentials(service)),
          [VIEWER_HEADER]: signStatement(
            { viewer: service, requestId: 'x' },
            new TextEncoder().encode('another secret of at least 32 bytes!'),
          ),
        }),
      ],
      ['a statement for another request', async () => ({ ...(await credentials(service)), 'x-request-id': newId() })],
    ])('refuses a request with %s before parsing it', async (_, headers) => {
      const response = await post({ query: '{ this is not even graphql' }, await headers());
      expect(response.status).toBe(401);
      expect(await response.text()).not.toContain('Syntax');
    });

    it.each(subject.entities)(
      'answers a batch of $typename entities with a fixed number of statements',
      async ({ typename, selection, make }) => {
        const ids = await make(subgraph, 12);
        const count = async (some: readonly string[]): Promise<number> => {
          statements.length = 0;
          const { data, errors } = await ask(
            subgraph.client,
            service,
            `query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on ${typename} ${selection} } }`,
            { representations: some.map((id) => ({ __typename: typename, id })) },
          );
          expect(errors).toEqual([]);
          expect(data._entities.map((entity: { id: string }) => entity.id)).toEqual(some);
          return statements.filter((statement) => !/outbox|inbox|for update/i.test(statement)).length;
        };
        expect(await count(ids)).toBe(await count(ids.slice(0, 2)));
      },
    );

    it('takes events over from services alone, and those that it does not subscribe to without effect', async () => {
      const event = {
        id: newId(),
        type: 'SomethingElseHappened',
        version: 1,
        subjectId: newId(),
        occurredAt: new Date().toISOString(),
        payload: {},
      };
      const push = async (viewer: Viewer) =>
        fetch(`${server.url}/events`, {
          method: 'POST',
          headers: await credentials(viewer),
          body: JSON.stringify(event),
        });
      expect((await push(service)).status).toBe(204);
      expect((await push(anonymous)).status).toBe(403);
    });

    it('masks an unexpected error', async () => {
      const other = await subject.start();
      await other.cleanUp();
      const { errors } = await ask(other.subgraph.client, subject.needsDatabase.viewer, subject.needsDatabase.query);
      await other.subgraph.stop();
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(error.message).toBe('Internal server error');
        expect(JSON.stringify(error)).not.toMatch(/select|insert|unknown database|stacktrace|\.ts/i);
      }
    });

    it('lets a running request end when it stops, and takes no new one', async () => {
      const other = await subject.start();
      const listening = await other.subgraph.listen({ host: '127.0.0.1', port: 0, secret });
      const running = request(`${listening.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', expect: '100-continue', ...(await credentials(service)) },
      });
      running.flushHeaders();
      // The server has the request, and waits for its body.
      await once(running, 'continue');
      const stopped = other.subgraph.stop();
      // What was sent as it began to stop is still answered; then nobody gets in.
      const isTaken = (): Promise<boolean> =>
        fetch(`${listening.url}/health/live`).then(
          () => true,
          () => false,
        );
      await expect.poll(isTaken, { timeout: 10_000 }).toBe(false);
      running.end(JSON.stringify({ query: '{ _service { sdl } }' }));
      const [response] = (await once(running, 'response')) as [IncomingMessage];
      expect(response.statusCode).toBe(200);
      response.resume();
      await stopped;
      await other.cleanUp();
    });
  });
}

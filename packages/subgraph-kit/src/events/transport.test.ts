import { expect, it } from 'vitest';
import { z } from 'zod';
import { receiveEvent } from '../http/event-endpoint.ts';
import { startHttpServer } from '../http/http-server.ts';
import { newId } from '../id.ts';
import { createLogger } from '../log.ts';
import { verifyStatement, VIEWER_HEADER } from '../viewer.ts';
import { defineEvents } from './event-type.ts';
import type { DomainEvent } from './events.ts';
import { startEventTransport } from './transport.ts';

const log = createLogger('test', 'silent');
const secret = new TextEncoder().encode('a secret of the transport tests, 32 bytes+');
const about = { subject: 'id', payload: z.object({ id: z.uuid() }) };
const { Opened, Closed } = defineEvents('shop', {
  Opened: { ...about, meaning: 'It opened.' },
  Closed: { ...about, meaning: 'It closed.' },
});
const subscriptions = { early: [Opened], late: [Closed], always: [Opened, Closed] };
const names = Object.keys(subscriptions);

const event = (type: string): DomainEvent => ({
  id: newId(),
  type,
  version: 1,
  subjectId: newId(),
  occurredAt: new Date().toISOString(),
  payload: {},
});
const start = (service: string, addresses: readonly { readonly name: string; readonly url: string }[]) =>
  startEventTransport({
    service,
    settings: { EVENT_SUBSCRIBERS: addresses, INTERNAL_SECRET: secret },
    subscriptions,
    log,
  });

it('pushes to each subscriber what it takes over, and nothing else', async () => {
  const got: string[] = [];
  const servers = await Promise.all(
    names.map(async (name) => ({
      name,
      ...(await startHttpServer({
        host: '127.0.0.1',
        port: 0,
        log,
        handler: async (request, response) => {
          const asked = verifyStatement(String(request.headers[VIEWER_HEADER]), secret);
          if (asked !== null)
            await receiveEvent(request, response, asked.viewer, async ({ type }) => void got.push(`${name} ${type}`));
        },
      })),
    })),
  );
  const events = start('shop', servers);
  for (const type of ['Opened', 'Closed', 'Painted']) await events.transport!(event(type));
  expect(got.toSorted()).toEqual(['always Closed', 'always Opened', 'early Opened', 'late Closed']);
  await events.close();
  await Promise.all(servers.map((server) => server.stop()));
});

it('carries nothing for a service whose events nobody takes over', async () => {
  const events = start('elsewhere', [{ name: 'early', url: 'http://127.0.0.1:9' }]);
  expect(events.transport).toBeNull();
  await events.close();
});

it('does not start while it cannot reach somebody who takes its events over', () => {
  const addresses = ['early', 'always'].map((name) => ({ name, url: 'http://127.0.0.1:9' }));
  expect(() => start('shop', addresses)).toThrow('EVENT_SUBSCRIBERS does not say where late is');
});

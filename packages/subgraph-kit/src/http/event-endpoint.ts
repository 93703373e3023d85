import type { IncomingMessage, ServerResponse } from 'node:http';
import { domainEventSchema, type EventSubscriber } from '../events/events.ts';
import { HttpError, readBody } from './http-server.ts';
import { parseJson } from '../json.ts';
import type { Viewer } from '../viewer.ts';

const MAX_EVENT_BYTES = 1_000_000;

/** Answers a push of `httpEventTransport`: 204 after the subscriber's commit. */
export async function receiveEvent(
  request: IncomingMessage,
  response: ServerResponse,
  viewer: Viewer,
  subscriber: EventSubscriber,
): Promise<void> {
  if (viewer.kind !== 'service') throw new HttpError(403, 'Events come from services only');
  const parsed = domainEventSchema.safeParse(parseJson((await readBody(request, MAX_EVENT_BYTES)).toString('utf8')));
  if (!parsed.success) throw new HttpError(400, 'The body is not an event');
  await subscriber(parsed.data);
  response.writeHead(204).end();
}

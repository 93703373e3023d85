import type { ReactNode } from 'react';
import { formatDateTime } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import './order-timeline.css';

export type TimelineEvent = {
  readonly id: string;
  readonly kind: keyof typeof t.order.events;
  readonly at: string;
  readonly actorKind: keyof typeof t.order.actors;
  readonly actor?: { readonly name: string } | null;
  readonly note?: string | null;
};

export const OrderTimeline = ({ events }: { readonly events: readonly TimelineEvent[] }): ReactNode => (
  <ol className="timeline">
    {events.map((event) => (
      <li key={event.id} className="timeline__event">
        <p className="timeline__what">{t.order.events[event.kind]}</p>
        <p className="muted small">
          <time dateTime={event.at}>{formatDateTime(event.at)}</time>
          {' · '}
          {event.actor?.name ?? t.order.actors[event.actorKind]}
        </p>
        {event.note && <p className="small">{event.note}</p>}
      </li>
    ))}
  </ol>
);

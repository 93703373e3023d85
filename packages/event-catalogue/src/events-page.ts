import type { EventType, Subscriptions } from '@storegraph/subgraph-kit/events/event-type';
import { z } from 'zod';

/** A payload's field, as zod writes it in JSON schema. */
const field = z.object({
  type: z.string(),
  format: z.string().optional(),
  description: z.string({ error: 'a field of a payload has a description' }),
  get items() {
    return z.object({ properties: z.record(z.string(), field) }).optional();
  },
});
type Field = z.output<typeof field>;

/** Writes the page that lists a catalogue for people. */
export function writeEventsPage(catalogue: readonly EventType[], subscriptions: Subscriptions): string {
  const sections = Object.entries(Object.groupBy(catalogue, ({ producer }) => producer)).map(([producer, types = []]) =>
    [`## ${producer}`, ...types.map((type) => writeEvent(type, subscribersOf(type, subscriptions)))].join('\n\n'),
  );
  return [INTRODUCTION, ...sections, ''].join('\n\n').trimEnd().concat('\n');
}

const INTRODUCTION = `# Events

What the subgraphs tell each other, [at least once and in any order](architecture.md#events). An event is \`{ id, type, version, subjectId, occurredAt, payload }\`: its subject is the field in bold, and its payload has ids, not personal data.

This page is made from \`packages/event-catalogue\`, which producers and subscribers are compiled against: \`npx vitest run --project unit packages/event-catalogue -u\`.`;

const subscribersOf = (type: EventType, subscriptions: Subscriptions): readonly string[] =>
  Object.entries(subscriptions).flatMap(([name, types]) => (types.includes(type) ? [name] : []));

function writeEvent({ type, version, meaning, subject, payload }: EventType, subscribers: readonly string[]): string {
  const rows = Object.entries(fieldsOf(payload)).map(
    ([name, { description, ...each }]) =>
      `| ${name === subject ? `**\`${name}\`**` : `\`${name}\``} | ${typeOf(each)} | ${description} |`,
  );
  return [
    `### ${type}, version ${version}`,
    '',
    `${meaning} Subscribers: ${subscribers.join(', ') || 'none'}.`,
    '',
    '| field | type | meaning |',
    '| --- | --- | --- |',
    ...rows,
  ].join('\n');
}

const fieldsOf = (payload: z.ZodObject): Readonly<Record<string, Field>> =>
  z.record(z.string(), field).parse(z.toJSONSchema(payload).properties);

function typeOf({ type, format, items }: Omit<Field, 'description'>): string {
  if (items === undefined) return format === 'uuid' ? 'id' : type;
  const parts = Object.entries(items.properties).map(
    ([name, part]) => `\`${name}\` (${typeOf(part)}): ${part.description}`,
  );
  return `list of ${parts.join('; ')}`;
}

import type { z } from 'zod';
import type { DomainEvent } from './events.ts';

/** What a catalogue says of a type of event. */
type Definition<Payload extends z.ZodObject = z.ZodObject> = {
  /** What has happened, in a sentence. */
  readonly meaning: string;
  /** The field of the payload that names the aggregate that it is about. */
  readonly subject: string;
  /** Ids, not personal data. Each field has a description. */
  readonly payload: Payload;
};

/** A type of event in one version of its payload. */
export type EventType<Name extends string = string, Payload extends z.ZodObject = z.ZodObject> = Definition<Payload> & {
  /** `PaymentCaptured`; a later version of its payload is `PaymentCaptured/2`. */
  readonly name: Name;
  readonly type: string;
  readonly version: number;
  /** The service that records it. */
  readonly producer: string;
};

/** An event with its payload read. */
export type EventOf<Type extends EventType> = Omit<DomainEvent, 'payload'> & {
  readonly payload: z.output<Type['payload']>;
};

/** The events that each subscriber takes over, by its name. */
export type Subscriptions = Readonly<Record<string, readonly EventType[]>>;

/** The types of a producer's events that each of its subscribers takes over, by the subscriber's name. */
export const subscribersOf = (producer: string, subscriptions: Subscriptions): ReadonlyMap<string, readonly string[]> =>
  new Map(
    Object.entries(subscriptions).flatMap(([name, types]) => {
      const taken = types.filter((each) => each.producer === producer).map(({ type }) => type);
      return taken.length === 0 ? [] : [[name, taken] as const];
    }),
  );

declare const ofCatalogue: unique symbol;

/** An event to be recorded; {@link newEvent} alone makes one. */
export type NewEvent = Omit<DomainEvent, 'id' | 'occurredAt'> & { readonly [ofCatalogue]: true };

/**
 * Declares the events of a service, by name. A changed payload is an entry more, `PaymentCaptured/2`, and subscribers
 * learn it before the producer writes it.
 * @throws Error when a subject is no field of its payload
 */
export function defineEvents<const Definitions extends Readonly<Record<string, Definition>>>(
  producer: string,
  definitions: Definitions,
) {
  const entries = Object.entries(definitions).map(([name, definition]) => {
    const [type = name, version = '1'] = name.split('/');
    if (!(definition.subject in definition.payload.shape))
      throw new Error(`The payload of ${name} has no field ${definition.subject}`);
    return [name, { ...definition, name, type, version: Number(version), producer }] as const;
  });
  return Object.fromEntries(entries) as unknown as {
    readonly [Name in keyof Definitions & string]: EventType<Name, Definitions[Name]['payload']>;
  };
}

/**
 * Makes an event of a catalogue. What its payload does not name is left out.
 * @throws ZodError when the payload does not fit
 */
export function newEvent<Type extends EventType>(
  { type, version, subject, payload: schema }: Type,
  values: z.input<Type['payload']>,
): NewEvent {
  const payload = schema.parse(values);
  return { type, version, subjectId: String(payload[subject]), payload } as NewEvent;
}

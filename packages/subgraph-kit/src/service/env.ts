import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Rate } from '../limits/rate-limits.ts';
import { CRASH_POINTS, type CrashMoment } from '../crash-points.ts';

/** Names and raw values, as in `process.env`. */
export type EnvSource = Readonly<Record<string, string | undefined>>;

/** The environment does not describe a runnable service. `message` lists every problem, a line each. */
export class EnvError extends Error {
  override readonly name = 'EnvError';
}

/**
 * Reads and checks a service's settings. `NAME_FILE` stands in for `NAME` with the path of a file that holds the value,
 * as container secrets are given. Spaces around a value are not part of it; an empty value counts as missing.
 * @param schema - one zod field for each setting
 * @throws EnvError naming every missing or malformed setting at once
 */
export function readEnv<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  source: EnvSource = process.env,
): z.output<z.ZodObject<Shape>> {
  const values: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const file = source[`${name}_FILE`]?.trim();
    const value = (file ? readSecret(name, file) : source[name])?.trim();
    if (value) values[name] = value;
  }
  const result = schema.safeParse(values);
  if (result.success) return result.data;
  throw new EnvError(
    [
      'The settings in the environment do not fit:',
      ...result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`),
    ].join('\n'),
  );
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new EnvError(`The settings in the environment do not fit:\n  ${name}_FILE: cannot read ${file}`);
  }
}

/**
 * A number in decimal digits, such as `15` or `0.5`; not `0x10`, `1e3` or `Infinity`.
 * @param bounds - what the number has to be, as `z.int().min(0)`
 */
export const numberSetting = (bounds: z.ZodNumber) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'must be a number such as 15')
    .transform(Number)
    .pipe(bounds);

/** `true` or `false`, and no other word for them. */
export const flagSetting = () =>
  z.enum(['true', 'false'], { error: 'must be true or false' }).transform((text) => text === 'true');

/**
 * Values with commas between them; spaces around them are not part of them, and empty ones are left out.
 * @param entry - what each value has to be
 */
export const listSetting = <Entry extends z.ZodType<unknown, string>>(entry: Entry) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== ''),
    )
    .pipe(z.array(entry));

/**
 * A rate as `30/60`, tries and seconds; `off` for any number.
 * @param fallback - in the same way
 */
export const rateSetting = (fallback: string) =>
  z
    .string()
    .regex(/^([1-9]\d{0,5}\/[1-9]\d{0,5}|off)$/, 'must be like 30/60 (tries/seconds), or off')
    .transform((text): Rate => {
      const [tries = 0, seconds = 0] = text.split('/').map(Number);
      return text === 'off' ? null : { tries, seconds };
    })
    .prefault(fallback);

/** Where limits are counted. */
export const redisSetting = () =>
  z
    .url({ protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://' })
    .optional()
    .describe(
      '`redis://host:6379`: a Redis that counts tries for all processes together; without it, or while it does not answer, each counts for itself',
    );

/** A TCP port; 0 picks a free one. */
export const portSetting = (fallback: number) =>
  numberSetting(z.int().min(0).max(65_535)).default(fallback).describe('where it listens; 0 picks a free one');

/** The one currency that the shop sells in, by its ISO 4217 code. */
export const currencySetting = () =>
  z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code such as USD')
    .default('USD')
    .describe('the one currency that the shop sells in, by its ISO 4217 code');

/** The least severe lines that are logged. */
export const logLevelSetting = (fallback: 'info' | 'warn') =>
  z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default(fallback)
    .describe('`fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`');

/** A secret of at least 32 characters, as the bytes of a key. */
export const secretSetting = () =>
  z
    .string({ error: 'is missing' })
    .min(32, 'needs at least 32 characters')
    .transform((text) => new TextEncoder().encode(text));

const parseSubscriber = (entry: string): { name: string; url: string } => {
  const at = entry.indexOf('=');
  return { name: entry.slice(0, at), url: entry.slice(at + 1) };
};

/** The address of a database on MariaDB or MySQL. */
export const databaseUrlSetting = () =>
  z
    .url({ error: 'is missing or not a mysql:// address' })
    .startsWith('mysql://', 'must begin with mysql://')
    .describe('`mysql://user:password@host:3306/name`, an account that reads and writes rows');

/**
 * Settings that every subgraph has, besides its own and its `PORT`. A description says what a setting does, for
 * `docs/settings.md`.
 */
export const subgraphSettings = {
  DATABASE_URL: databaseUrlSetting(),
  MIGRATION_DATABASE_URL: databaseUrlSetting()
    .optional()
    .describe(
      'an account that may change tables, to migrate at the start; without it the subgraph only checks that no migration is missing',
    ),
  // Four subgraphs on one server open 4 x 2 x 10 = 80 of the 151 connections that MariaDB and MySQL allow
  // (`max_connections`); two processes of each want 160.
  DATABASE_CONNECTIONS: numberSetting(z.int().min(1).max(200))
    .default(10)
    .describe('1 to 200: at most as many connections run transactions, and as many again single statements'),
  INTERNAL_SECRET: secretSetting().describe('at least 32 characters, the same in every process: signs who asks'),
  HOST: z.string().default('127.0.0.1').describe('where it listens'),
  EVENT_SUBSCRIBERS: listSetting(
    z
      .string()
      .regex(/^[a-z][a-z0-9-]*=https?:\/\/\S+$/, 'must be like order=http://order:4003')
      .transform(parseSubscriber),
  )
    .default([])
    .describe(
      'where those are that subscribe to its [events](events.md), comma-separated: `order=http://order:4003`; with RabbitMQ, only for the events whose effect a request waits for',
    ),
  EVENTS_URL: z
    .url({ protocol: /^amqps?$/, error: 'must begin with amqp:// or amqps://' })
    .optional()
    .describe(
      '`amqp://name:password@host:5672`: a RabbitMQ that carries the events; without it they are pushed over HTTP',
    ),
  LOG_LEVEL: logLevelSetting('info'),
};

/**
 * The moment at which a test wants this process to die, `CRASH_AT=OrderPaid:before-commit`.
 * @throws EnvError when it is no such moment, or this is no test run (`NODE_ENV=test`): no shop may be told to die by
 * its settings
 */
export function readCrashMoment(source: EnvSource = process.env): CrashMoment | null {
  const { CRASH_AT } = readEnv(
    z.object({
      CRASH_AT: z
        .string()
        .regex(/^[A-Za-z]+:[a-z-]+$/, 'must be like OrderPaid:before-commit')
        .optional(),
    }),
    source,
  );
  if (CRASH_AT === undefined) return null;
  const [step = '', name] = CRASH_AT.split(':');
  const point = CRASH_POINTS.find((each) => each === name);
  if (point === undefined) throw new EnvError(`CRASH_AT names no point: ${name} is none of ${CRASH_POINTS.join(', ')}`);
  if (source['NODE_ENV'] !== 'test')
    throw new EnvError(
      'CRASH_AT ends the process in the middle of its work, and is for test runs alone (NODE_ENV=test)',
    );
  return { step, point };
}

import { z } from 'zod';
import type { OperationLimits } from '@storegraph/schema-executor/cost/limits';
import { numberSetting } from './env.ts';

/** What one operation may cost: what it asks for, and how large its answer may be. */
export type OperationBounds = { readonly limits: OperationLimits; readonly maxAnswerBytes: number };

/**
 * Of operations that come to a subgraph as text: what the router makes of one within its own bounds, with the
 * references of lists longer than it assumed.
 */
export const SUBGRAPH_OPERATIONS: OperationBounds = {
  limits: {
    tokens: 20_000,
    selections: 10_000,
    depth: 60,
    rootFields: 200,
    aliases: 2_000,
    directives: 1_000,
    nodes: 1_000_000,
  },
  maxAnswerBytes: 5_000_000,
};

type Settings = Readonly<Record<string, ReturnType<typeof setting>>>;

const setting = (fallback: number, factor: number, what: string) => {
  const most = fallback * factor;
  return numberSetting(z.int().min(1).max(most))
    .default(fallback)
    .describe(`${what}; 1 to ${most.toLocaleString('en')}`);
};

/**
 * Settings that say what one operation may cost.
 * @param prefix - of their names, as `OPERATION`
 * @param factor - how many times the bounds of `fallback` the largest ones are
 */
export const operationSettings = (prefix: string, { limits, maxAnswerBytes }: OperationBounds, factor: number) =>
  ({
    [`${prefix}_MAX_TOKENS`]: setting(limits.tokens, factor, 'words and signs that a document may have'),
    [`${prefix}_MAX_SELECTIONS`]: setting(
      limits.selections,
      factor,
      'fields that an operation may have, fragments written out',
    ),
    [`${prefix}_MAX_DEPTH`]: setting(limits.depth, 2, 'levels of fields within fields'),
    [`${prefix}_MAX_ROOT_FIELDS`]: setting(limits.rootFields, factor, 'root fields that an operation may have'),
    [`${prefix}_MAX_ALIASES`]: setting(limits.aliases, factor, 'aliases that an operation may have'),
    [`${prefix}_MAX_DIRECTIVES`]: setting(
      limits.directives,
      factor,
      'directives that an operation may have at its fields',
    ),
    [`${prefix}_MAX_NODES`]: setting(
      limits.nodes,
      factor,
      'values that an answer may have: each field as often as the lists above it are long, by `first`, or 10',
    ),
    [`${prefix}_MAX_ANSWER_BYTES`]: setting(
      maxAnswerBytes,
      factor,
      'bytes that an answer may have, counted while it is made; a character beyond ASCII counts as one',
    ),
  }) satisfies Settings;

/** Reads what {@link operationSettings} of the same prefix say. */
export function operationBounds(prefix: string, settings: object): OperationBounds {
  const read = (name: string): number => Number(Reflect.get(settings, `${prefix}_MAX_${name}`));
  return {
    limits: {
      tokens: read('TOKENS'),
      selections: read('SELECTIONS'),
      depth: read('DEPTH'),
      rootFields: read('ROOT_FIELDS'),
      aliases: read('ALIASES'),
      directives: read('DIRECTIVES'),
      nodes: read('NODES'),
    },
    maxAnswerBytes: read('ANSWER_BYTES'),
  };
}

/** What an operation may cost that a subgraph in a process of its own is sent. */
export const subgraphOperationSettings = operationSettings('SUBGRAPH_OPERATION', SUBGRAPH_OPERATIONS, 10);

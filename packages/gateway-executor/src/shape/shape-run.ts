import type { FieldSelection } from '@apollo/federation-internals';
import type { GraphQLError } from 'graphql';
import type { AnswerSize } from '../answer-size.ts';
import { federation } from '../gateway-internals.ts';
import type { Variables } from '../plan/variables.ts';

/** A part of the answer that stands at many places, and how large it is at each. */
export type Shaped = { readonly value: unknown; readonly bytes: number };

/** One shaping of what subgraphs answered into the answer to the client. */
export type ShapeRun = {
  readonly variables: Variables;
  /** Values that could not stand where they stood. */
  readonly errors: GraphQLError[];
  /** Where in the answer the shaping is, but for the last step. */
  readonly path: (string | number)[];
  /** Answers `__schema` and `__type`. */
  readonly introspect: (selection: FieldSelection) => unknown;
  /** By field, what became of an object that stands at many places; there is none while no objects are shared. */
  readonly shaped: Map<object, Map<unknown, Shaped>> | undefined;
  readonly size: AnswerSize;
};

/** What is said about a value is said of its field, or of its place in a list. */
export function describePlace(step: string | number, type: unknown, parentType: unknown): string {
  return typeof step === 'string'
    ? `field ${String(parentType)}.${step}`
    : `array element of type ${String(type)} at index ${step}`;
}

/** Says why a value became null. */
export function addError(run: ShapeRun, step: string | number, message: string): void {
  run.errors.push(federation.ERRORS.INVALID_GRAPHQL.err(message, { path: [...run.path, step] }));
}

import type { CompositeType, Schema, SelectionSet, Type } from '@apollo/federation-internals';
import { compileLeafCheck } from './leaf.ts';
import { addToAnswer, bytesOfLeaf } from '../answer-size.ts';
import { BareObject } from '../bare-object.ts';
import { textOf } from '../text-of.ts';
import { addError, describePlace, type ShapeRun } from './shape-run.ts';
import { BUBBLES, FAILED } from './signals.ts';

/**
 * Turns a value of a subgraph into one of the answer, or a signal. `step` is the last step of its path; `existing` is
 * what an earlier selection of the same field made of the same value.
 */
export type Complete = (value: unknown, run: ShapeRun, step: string | number, existing?: unknown) => unknown;

/** Adds the fields of an object of one type to an object of the answer; `false` where one of them bubbles. */
export type Fill = (input: Record<string, unknown>, output: BareObject, run: ShapeRun) => boolean;

/** The fields selected of objects of one type. */
type FieldsToFill = {
  readonly selections: SelectionSet;
  /** The `__typename` of the objects; `undefined` where it was not asked for. */
  readonly typename: string | undefined;
  readonly type: CompositeType;
  /** Whether other selections may have filled the same object before. */
  readonly isRepeated: boolean;
};

export type CompileFill = (fields: FieldsToFill) => Fill;

/** A selected field, as far as its values matter. */
export type FieldToComplete = {
  readonly type: Type;
  readonly parentType: CompositeType;
  readonly selections: SelectionSet | undefined;
  readonly isRepeated: boolean;
  readonly schema: Schema;
  readonly compileFill: CompileFill;
};

/** Compiles what the type of a field asks of its values. */
export function compileComplete(field: FieldToComplete): Complete {
  const { type } = field;
  switch (type.kind) {
    case 'NonNullType':
      return completeNonNull({ ...field, type: type.ofType });
    case 'ListType':
      return completeList(field, type.ofType);
    case 'ObjectType':
    case 'InterfaceType':
    case 'UnionType':
      if (field.selections === undefined)
        throw new Error(`Invalid empty selection set for composite type ${type.toString()}`);
      return completeObject(field, type, field.selections);
    case 'ScalarType':
    case 'EnumType':
    case 'InputObjectType':
      return completeLeaf(field);
  }
}

function completeNonNull(field: FieldToComplete): Complete {
  const complete = compileComplete(field);
  return (value, run, step, existing) => {
    if (existing === null) return null;
    const completed = complete(value, run, step, existing);
    if (completed === FAILED) return BUBBLES;
    if (completed !== null) return completed;
    addError(run, step, `Cannot return null for non-nullable ${describePlace(step, field.type, field.parentType)}.`);
    return BUBBLES;
  };
}

function completeList(field: FieldToComplete, elementType: Type): Complete {
  const complete = compileComplete({ ...field, type: elementType });
  return (value, run, step, existing) => {
    if (value === null || existing === null) return null;
    if (!Array.isArray(value))
      throw new Error(
        `Invalid non-list value ${textOf(value)} returned by subgraph for list type ${field.type.toString()}`,
      );
    const before = existing as unknown[] | undefined;
    const completed: unknown[] = [];
    let bubbles = false;
    run.path.push(step);
    for (const [index, element] of value.entries()) {
      if (element === undefined) throw new Error('Should not pass undefined for `inputValue` to this method');
      const result = complete(element, run, index, before?.[index]);
      bubbles ||= result === BUBBLES;
      completed.push(result === BUBBLES || result === FAILED ? null : result);
    }
    run.path.pop();
    return bubbles ? FAILED : completed;
  };
}

function completeObject(
  { schema, parentType, isRepeated, compileFill }: FieldToComplete,
  type: CompositeType,
  selections: SelectionSet,
): Complete {
  const withoutTypename = lazily(() => compileFill({ selections, typename: undefined, type, isRepeated }));
  // Bounded by the types of the schema.
  const byTypename = new Map<string, Fill>();
  const fillFor = (typename: string): Fill | undefined => {
    const known = byTypename.get(typename);
    if (known !== undefined) return known;
    const named = schema.type(typename);
    if (named?.kind !== 'ObjectType' && named?.kind !== 'InterfaceType' && named?.kind !== 'UnionType')
      return undefined;
    const fill = compileFill({ selections, typename, type: named, isRepeated });
    byTypename.set(typename, fill);
    return fill;
  };
  return (value, run, step, existing) => {
    if (value === null || existing === null) return null;
    if (typeof value !== 'object')
      throw new Error(
        `Invalid non-object value ${textOf(value)} returned by subgraph for composite type ${type.toString()}`,
      );
    const input = value as Record<string, unknown>;
    const typename = input['__typename'];
    if (typename !== undefined && typeof typename !== 'string')
      throw new Error(
        `Invalid non-string value ${textOf(typename)} for __typename at ${[...run.path, step].join(',')}`,
      );
    const fill = typename ? fillFor(typename) : withoutTypename();
    if (fill === undefined) {
      addError(run, step, `Invalid __typename found for object at ${describePlace(step, type, parentType)}.`);
      return FAILED;
    }
    const output = (existing as BareObject | undefined) ?? new BareObject();
    run.path.push(step);
    const isFilled = fill(input, output, run);
    run.path.pop();
    return isFilled ? output : FAILED;
  };
}

function completeLeaf({ type, parentType, schema }: FieldToComplete): Complete {
  const isValid = compileLeafCheck(type as Parameters<typeof compileLeafCheck>[0], schema);
  return (value, run, step) => {
    if (value === null || isValid(value)) {
      addToAnswer(run.size, bytesOfLeaf(value));
      return value;
    }
    addError(run, step, `Invalid value found for ${describePlace(step, type, parentType)}.`);
    return FAILED;
  };
}

function lazily<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

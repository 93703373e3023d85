import type { CompositeType, FieldSelection, Schema, Type } from '@apollo/federation-internals';
import { addMade, addToAnswer, bytesOfLeaf } from '../answer-size.ts';
import type { Complete, Fill } from './complete.ts';
import type { Guard } from './conditions.ts';
import type { Shaped, ShapeRun } from './shape-run.ts';
import { BUBBLES, FAILED } from './signals.ts';

/** A field of the objects of one type, with the conditions under which it is asked for. */
export type PlacedField = {
  readonly selection: FieldSelection;
  readonly parentType: CompositeType;
  readonly guard: Guard;
};

/** A field to compile. */
export type FieldToCompile = PlacedField & {
  /** Whether other selections of the same object have the same name in the answer. */
  readonly isRepeated: boolean;
  readonly schema: Schema;
  /** Under which name is fetched what the client calls so. */
  readonly planned: (asked: string) => string;
  /** Compiles what a type asks of values. */
  readonly complete: (type: Type) => Complete;
};

/** Compiles one field of the objects of one type. */
export function compileField(field: FieldToCompile): Fill {
  const fill = compileUnguarded(field);
  const { guard } = field;
  if (guard === undefined) return fill;
  return (input, output, run) => !guard(run.variables) || fill(input, output, run);
}

function compileUnguarded(field: FieldToCompile): Fill {
  const { element } = field.selection;
  if (element.definition.isSchemaIntrospectionField()) return introspectionField(field);
  if (element.name === '__typename') return typenameField(field);
  const { type } = element.definition;
  if (type === undefined) throw new Error(`Field ${element.name} has no type`);
  const complete = field.complete(type);
  if (field.isRepeated) return repeatedField(field, complete);
  return field.selection.selectionSet === undefined ? leafField(field, complete) : objectField(field, complete);
}

/** Reads a field of the object itself; `null` where there is none. */
function compileRead(name: string): (input: Record<string, unknown>) => unknown {
  // Only these names can be inherited, by an object or by a list that stands in for one.
  if (name in []) return (input) => (Object.hasOwn(input, name) ? (input[name] ?? null) : null);
  return (input) => input[name] ?? null;
}

function leafField({ selection, planned }: FieldToCompile, complete: Complete): Fill {
  const name = selection.element.responseName();
  const read = compileRead(planned(name));
  return (input, output, run) => {
    const completed = complete(read(input), run, name);
    if (completed === BUBBLES) return false;
    output[name] = completed === FAILED ? null : completed;
    return true;
  };
}

function objectField({ selection, planned }: FieldToCompile, complete: Complete): Fill {
  const name = selection.element.responseName();
  const read = compileRead(planned(name));
  return function fill(input, output, run) {
    const value = read(input);
    const shaped = value === null ? undefined : shapedBy(fill, run.shaped);
    const known = shaped?.get(value);
    if (known !== undefined) {
      addToAnswer(run.size, known.bytes);
      output[name] = known.value;
      return true;
    }
    const errorsBefore = run.errors.length;
    const madeBefore = run.size.made;
    const completed = complete(value, run, name);
    if (completed === BUBBLES) return false;
    output[name] = completed === FAILED ? null : completed;
    // An error has a path, so that what had one is shaped anew at each of its places.
    if (shaped !== undefined && run.errors.length === errorsBefore && completed !== FAILED)
      shaped.set(value, { value: completed, bytes: run.size.made - madeBefore });
    return true;
  };
}

function shapedBy(field: Fill, shaped: ShapeRun['shaped']): Map<unknown, Shaped> | undefined {
  if (shaped === undefined) return undefined;
  let byValue = shaped.get(field);
  if (byValue === undefined) shaped.set(field, (byValue = new Map()));
  return byValue;
}

function repeatedField({ selection, planned }: FieldToCompile, complete: Complete): Fill {
  const name = selection.element.responseName();
  const read = compileRead(planned(name));
  const isLeaf = selection.selectionSet === undefined;
  return (input, output, run) => {
    const existing = output[name];
    if (existing === null || (existing !== undefined && isLeaf)) return true;
    const completed = complete(read(input), run, name, existing);
    if (completed === BUBBLES) return false;
    output[name] = completed === FAILED ? null : completed;
    return true;
  };
}

function typenameField({ selection, planned, parentType, schema }: FieldToCompile): Fill {
  const name = selection.element.responseName();
  const read = compileRead(planned(name));
  return (input, output, run) => {
    if (output[name] !== undefined) return true;
    // The planner need not ask again for what it asks for anyway.
    const value = read(input) ?? (name === '__typename' ? null : input['__typename']);
    const type = typeof value === 'string' ? (schema.type(value) ?? parentType) : parentType;
    if (type.kind !== 'ObjectType') return false;
    output[name] = type.name;
    addToAnswer(run.size, bytesOfLeaf(type.name));
    return true;
  };
}

function introspectionField({ selection }: FieldToCompile): Fill {
  const name = selection.element.responseName();
  return (_input, output, run) => {
    if (output[name] !== undefined) return true;
    output[name] = run.introspect(selection);
    addMade(run.size, output[name]);
    return true;
  };
}

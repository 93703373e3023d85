import type { CompositeType, Operation, Schema, SelectionSet } from '@apollo/federation-internals';
import { addToAnswer, bytesOfName } from '../answer-size.ts';
import { federation } from '../gateway-internals.ts';
import type { DefaultOf } from '../plan/variables.ts';
import { textOf } from '../text-of.ts';
import { compileComplete, type CompileFill, type Fill } from './complete.ts';
import { bothGuards, compileGuard, type Guard } from './conditions.ts';
import { compileField, type PlacedField } from './field.ts';
import { BareObject } from '../bare-object.ts';
import type { ShapeRun } from './shape-run.ts';

/** Shapes what subgraphs answered into the answer to an operation: its fields in its order, and nothing else. */
export type Shape = (input: Record<string, unknown>, run: ShapeRun) => BareObject | null;

/** Compiles the answer that an operation gets; `planned` tells under which name is fetched what the client calls so. */
export function compileShape(operation: Operation, defaultOf: DefaultOf, planned: (asked: string) => string): Shape {
  const schema = operation.schema();
  const rootType = schema.schemaDefinition.rootType(operation.rootKind);
  if (rootType === undefined) throw new Error(`The schema has no ${operation.rootKind} type`);
  const compileFill = fillCompiler(schema, defaultOf, planned);
  const fills = new Map<string | undefined, Fill>();
  const fillFor = (typename: string | undefined): Fill => {
    let fill = fills.get(typename);
    if (fill === undefined)
      fills.set(
        typename,
        (fill = compileFill({ selections: operation.selectionSet, typename, type: rootType, isRepeated: false })),
      );
    return fill;
  };
  return (input, run) => {
    const output = new BareObject();
    return fillFor(rootTypename(input, schema))(input, output, run) ? output : null;
  };
}

// One form for all names that the schema has not: a subgraph must not be able to fill the memory with forms.
const UNKNOWN = '';

function rootTypename({ __typename: typename }: Record<string, unknown>, schema: Schema): string | undefined {
  if (!typename) return undefined;
  if (typeof typename !== 'string') throw new Error(`Got unexpected value for __typename: ${textOf(typename)}`);
  return schema.type(typename) === undefined ? UNKNOWN : typename;
}

function fillCompiler(schema: Schema, defaultOf: DefaultOf, planned: (asked: string) => string): CompileFill {
  const applies = (
    condition: CompositeType | undefined,
    typename: string | undefined,
    parentType: CompositeType,
  ): boolean => {
    if (condition === undefined) return true;
    const type = typename === undefined ? parentType : schema.type(typename);
    return type !== undefined && federation.isSubtype(condition, type);
  };

  const fieldsOf = (
    selections: SelectionSet,
    typename: string | undefined,
    parentType: CompositeType,
    outer: Guard,
  ): PlacedField[] =>
    selections.selections().flatMap((selection) => {
      const own = compileGuard(selection.element, schema, defaultOf);
      if (own === false) return [];
      const guard = bothGuards(outer, own);
      if (selection.kind === 'FieldSelection') return [{ selection, parentType, guard }];
      const { typeCondition } = selection.element;
      return applies(typeCondition, typename, parentType)
        ? fieldsOf(selection.selectionSet, typename, typeCondition ?? parentType, guard)
        : [];
    });

  const compileFill: CompileFill = ({ selections, typename, type, isRepeated: isInRepeated }) => {
    const placed = fieldsOf(selections, typename, type, undefined);
    const names = placed.map(({ selection }) => selection.element.responseName());
    const repeated = repeatedIn(names);
    const bytes = [...new Set(names)].reduce((sum, name) => sum + bytesOfName(name), 0);
    const fields = placed.map((field) => {
      const isRepeated = isInRepeated || repeated.has(field.selection.element.responseName());
      return compileField({
        ...field,
        isRepeated,
        schema,
        planned,
        complete: (type) =>
          compileComplete({
            type,
            parentType: field.parentType,
            selections: field.selection.selectionSet,
            isRepeated,
            schema,
            compileFill,
          }),
      });
    });
    return (input, output, run) => {
      addToAnswer(run.size, bytes);
      for (const field of fields) if (!field(input, output, run)) return false;
      return true;
    };
  };
  return compileFill;
}

function repeatedIn(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}

import type { GraphQLField, GraphQLFormattedError } from 'graphql';
import type { Visitor } from '../actors/visitor.ts';
import { hasObject, isNullable, selectionOf, type Path, type Things } from './paths.ts';

type Field = GraphQLField<unknown, unknown>;

/** What came of asking for one field. */
export type Reading = {
  readonly field: Field;
  /** The object was there, and nothing was refused. */
  readonly isGranted: boolean;
  readonly codes: readonly unknown[];
};

const AT_ONCE = 15;

/** Asks for fields of the objects at the end of a path, together as far as a refusal of one leaves the others. */
export async function readFields(
  visitor: Visitor,
  path: Path,
  fields: readonly Field[],
  things: Things,
): Promise<readonly Reading[]> {
  if (fields.length > AT_ONCE)
    return [
      ...(await readFields(visitor, path, fields.slice(0, AT_ONCE), things)),
      ...(await readFields(visitor, path, fields.slice(AT_ONCE), things)),
    ];
  const selections = fields.map((field, index) => selectionOf(path, field, `c${index}`, things));
  const { data, errors } = await visitor.ask(`{ ${selections.join(' ')} }`);
  if (!data && fields.length > 1 && !isNullable(path))
    return (await Promise.all(fields.map((field) => readFields(visitor, path, [field], things)))).flat();
  return fields.map((field, index) => {
    // An error without a path is one of the whole request.
    const own = errors.filter(({ path }) => path === undefined || path[0] === `c${index}`);
    return {
      field,
      isGranted: own.length === 0 && hasObject(data?.[`c${index}`], path),
      codes: codesOf(own),
    };
  });
}

/** Whether there is anything at the end of a path for somebody. */
export const isThere = async (visitor: Visitor, path: Path, things: Things): Promise<boolean> =>
  hasObject((await visitor.ask(`{ ${selectionOf(path, null, 'c0', things)} }`)).data?.c0, path);

export const codesOf = (errors: readonly GraphQLFormattedError[]): readonly unknown[] =>
  errors.map(({ extensions }) => extensions?.['code']);

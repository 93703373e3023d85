import { Kind, parse, visit, type ASTNode, type DocumentNode, type GraphQLSchema } from 'graphql';

/**
 * Names of an answer while it is planned and fetched. The planner tells the fields of an object apart by name alone:
 * `notes(limit: 1)`, which a client asks for, is to it the `notes(limit: 3)` that another field of the object requires.
 * So what has such a name goes by another until it is shaped.
 */
export type PlannedNames = {
  /** Under which name is fetched what the client calls so. */
  readonly planned: (asked: string) => string;
  /** How the client calls what is fetched under this name. */
  readonly asked: (planned: string) => string;
  /** A document as it is planned: the same one where no name changes. */
  readonly rename: (document: DocumentNode) => DocumentNode;
};

const known = new WeakMap<GraphQLSchema, PlannedNames>();

/** The names for the operations of a supergraph. */
export function plannedNames(supergraph: GraphQLSchema): PlannedNames {
  let names = known.get(supergraph);
  if (names === undefined) known.set(supergraph, (names = namesBeside(requiredWithArguments(supergraph))));
  return names;
}

const SUFFIX = '__asked';

/** Names that differ from those taken. A client may use the suffix, too: such a name gets one more. */
export function namesBeside(taken: ReadonlySet<string>): PlannedNames {
  if (taken.size === 0) return { planned: (name) => name, asked: (name) => name, rename: (document) => document };
  const isRenamed = (name: string): boolean =>
    taken.has(name) || (name.endsWith(SUFFIX) && isRenamed(withoutSuffix(name)));
  const planned = (name: string): string => (isRenamed(name) ? name + SUFFIX : name);
  return {
    planned,
    asked: (name) => (isRenamed(name) && !taken.has(name) ? withoutSuffix(name) : name),
    rename: (document) =>
      visit(document, {
        Field: (field) => {
          const name = (field.alias ?? field.name).value;
          return isRenamed(name) ? { ...field, alias: { kind: Kind.NAME, value: planned(name) } } : undefined;
        },
      }),
  };
}

const withoutSuffix = (name: string): string => name.slice(0, -SUFFIX.length);

function requiredWithArguments(supergraph: GraphQLSchema): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { astNode } of Object.values(supergraph.getTypeMap())) {
    if (astNode === null || astNode === undefined) continue;
    for (const fields of requiredIn(astNode))
      visit(parse(`{ ${fields} }`, { noLocation: true }), {
        Field: ({ name, arguments: given }) => void (given?.length && names.add(name.value)),
      });
  }
  return names;
}

function requiredIn(type: ASTNode): string[] {
  const required: string[] = [];
  visit(type, {
    Directive: ({ name, arguments: given }) => {
      if (name.value !== 'join__field') return;
      const value = given?.find((argument) => argument.name.value === 'requires')?.value;
      if (value?.kind === Kind.STRING) required.push(value.value);
    },
  });
  return required;
}

import {
  isInterfaceType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLFormattedError,
  type GraphQLNamedType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';

type Path = NonNullable<GraphQLFormattedError['path']>;

/** Everything that one request to a subgraph was to bring. */
export type FailedFetch = {
  readonly subgraph: string;
  readonly document: DocumentNode;
  /** The entities it was about; none for a request of root fields. */
  readonly representations: readonly unknown[];
  readonly schema: GraphQLSchema;
};

/**
 * The errors that stand for a request to a subgraph that had no answer: one for each place in the answer that is null
 * because of it, so that a client knows which nulls mean "unknown". Paths are those of the subgraph's answer; the
 * gateway maps them to its own.
 */
export function unavailableErrors(fetch: FailedFetch): GraphQLFormattedError[] {
  return missingPaths(fetch).map((path) => ({
    message: `The ${fetch.subgraph} service does not answer. Try again in a moment`,
    path,
    extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: fetch.subgraph },
  }));
}

function missingPaths({ document, representations, schema }: FailedFetch): Path[] {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) return [];
  const fields = fieldsOf(operation.selectionSet);
  const entities = fields.find((field) => field.name.value === '_entities')?.selectionSet;
  if (entities === undefined) return fields.map((field) => [keyOf(field)]);
  return representations.flatMap((representation, index) =>
    missingInEntity(entities, typenameOf(representation), schema).map((rest): Path => ['_entities', index, ...rest]),
  );
}

/** The fields that turn null, or the entity itself when one of them cannot be null. */
function missingInEntity(selections: SelectionSetNode, typename: string | undefined, schema: GraphQLSchema): Path[] {
  const type = typename === undefined ? undefined : schema.getType(typename);
  const fields = selections.selections
    .filter((selection) => selection.kind === Kind.INLINE_FRAGMENT)
    .filter(({ typeCondition }) => typeCondition === undefined || covers(schema, typeCondition.name.value, type))
    .flatMap(({ selectionSet }) => fieldsOf(selectionSet));
  const isLost = fields.some((field) => isRequired(type, field));
  return isLost || fields.length === 0 ? [[]] : fields.map((field) => [keyOf(field)]);
}

const fieldsOf = ({ selections }: SelectionSetNode): readonly FieldNode[] =>
  selections.filter((selection) => selection.kind === Kind.FIELD).filter(({ name }) => name.value !== '__typename');

const keyOf = (field: FieldNode): string => field.alias?.value ?? field.name.value;

function covers(schema: GraphQLSchema, condition: string, type: GraphQLNamedType | undefined): boolean {
  if (condition === type?.name) return true;
  const abstract = schema.getType(condition);
  return isInterfaceType(abstract) && isObjectType(type) && schema.isSubType(abstract, type);
}

function isRequired(type: GraphQLNamedType | undefined, field: FieldNode): boolean {
  if (!isObjectType(type)) return false;
  const definition = type.getFields()[field.name.value];
  return definition !== undefined && isNonNullType(definition.type);
}

function typenameOf(representation: unknown): string | undefined {
  if (typeof representation !== 'object' || representation === null) return undefined;
  const typename: unknown = Reflect.get(representation, '__typename');
  return typeof typename === 'string' ? typename : undefined;
}

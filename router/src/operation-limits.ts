import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';

/** A larger request is refused before it is parsed. */
export const MAX_BODY_BYTES = 100_000;

/**
 * A longer document is refused while it is parsed. The largest of our own, the examples of the playground included, has
 * a third of it.
 */
export const MAX_TOKENS = 2_000;

/** Each may read a page of a hundred. No page of the client asks for more than a few. */
export const MAX_ROOT_FIELDS = 20;

// Under aliases, one request would try a hundred passwords.
const ONCE = new Set(['login', 'register', 'changePassword', 'refreshSession', 'confirmPayment']);

/**
 * Refuses an operation that asks for more root fields than a page needs, or for one of those that it may ask for once.
 */
export function limitRootFields(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      const names = rootFields(context, operation.selectionSet, new Set());
      const refuse = (message: string): void => context.reportError(new GraphQLError(message, { nodes: operation }));
      if (names.length > MAX_ROOT_FIELDS) refuse(`An operation has at most ${MAX_ROOT_FIELDS} root fields`);
      for (const name of ONCE)
        if (names.indexOf(name) !== names.lastIndexOf(name)) refuse(`An operation has "${name}" once at most`);
    },
  };
}

/**
 * Names of the fields, each as often as the operation has it. A fragment is looked into once: another rule refuses
 * those that contain themselves.
 */
function rootFields(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  seen: Set<string>,
): readonly string[] {
  return selections.flatMap((selection): readonly string[] => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(context, selection.selectionSet, seen);
    const fragment = context.getFragment(selection.name.value);
    if (!fragment || seen.has(selection.name.value)) return [];
    seen.add(selection.name.value);
    return rootFields(context, fragment.selectionSet, seen);
  });
}

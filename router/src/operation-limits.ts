import { GraphQLError, Kind, type ASTVisitor, type SelectionSetNode, type ValidationContext } from 'graphql';
import type { OperationLimits } from '@storegraph/schema-executor/cost/limits';
import type { OperationBounds } from '@storegraph/subgraph-kit/service/operation-settings';

/** A larger request is refused before it is parsed. */
export const MAX_BODY_BYTES = 100_000;

/** No operation of the client and no example of the playground has six tenths of any, reading the schema included. */
const limits: OperationLimits = {
  tokens: 2_000,
  selections: 1_000,
  depth: 30,
  rootFields: 20,
  aliases: 100,
  directives: 50,
  nodes: 100_000,
};

/** What one operation may cost. The longest pages of the client take a tenth of the bytes. */
export const OPERATIONS: OperationBounds = { limits, maxAnswerBytes: 2_000_000 };

// Under aliases, one request would try a hundred passwords.
const ONCE = new Set(['login', 'register', 'changePassword', 'refreshSession', 'confirmPayment']);

/** Refuses an operation that asks twice for one of those root fields that it may ask for once. */
export function limitRepeats(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition: (operation) => {
      const names = rootFields(context, operation.selectionSet, new Set());
      for (const name of ONCE)
        if (names.indexOf(name) !== names.lastIndexOf(name))
          context.reportError(new GraphQLError(`An operation has "${name}" once at most`, { nodes: operation }));
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

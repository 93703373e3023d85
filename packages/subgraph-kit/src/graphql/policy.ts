import {
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { markProperty } from '@storegraph/schema-executor/guarded-property';
import { forbidden, unauthenticated } from './errors.ts';
import { PERMISSIONS, type Permission } from '../permissions.ts';
import { isStaff, may, type Denial, type DenialListener, type Viewer } from '../viewer.ts';

/**
 * Who may read a field (or call it, for root fields):
 * - `anyone`: no sign-in needed
 * - `signedIn`: any user, guests included; no API key, as what is somebody's own needs a person
 * - `signedInOrApiKey`: these, too, where their permissions decide what they see or do
 * - `owner`: the user whom the object belongs to, and staff with the permission to see it; needs an owner for the type
 * - `self`: the user whom the object belongs to, and no staff; needs an owner for the type
 * - a permission: staff who have it
 * - `staff`, `admin`: by role
 * - `service`: another subgraph; never a person
 *
 * Services pass every rule.
 */
export type Access = (typeof ACCESSES)[number];

const ACCESSES = [
  'anyone',
  'signedIn',
  'signedInOrApiKey',
  'owner',
  'self',
  ...PERMISSIONS,
  'staff',
  'admin',
  'service',
] as const;

/** The fields of one type, under who may read them: `{ anyone: ['id'], owner: ['name', 'email'] }`. */
export type FieldRules = Readonly<Partial<Record<Access, readonly string[]>>>;

/**
 * Every field of every object type of a subgraph. There is no rule for a whole type: a field added later would have it
 * without being looked at.
 */
export type PolicyTable = Readonly<Record<string, FieldRules>>;

/** Rules of a page of a list. */
export const connection = (access: Access): FieldRules => ({ [access]: ['edges', 'pageInfo', 'totalCount'] });

/** Rules of an item within a page. */
export const edge = (access: Access): FieldRules => ({ [access]: ['node', 'cursor'] });

/**
 * Rules of a refusal.
 * @param more - its fields besides those of every `UserError`
 */
export const userError = (access: Access, ...more: readonly string[]): FieldRules => ({
  [access]: ['message', 'field', ...more],
});

/**
 * Rules for the types of `common.graphql`: values whose parent was checked. Spread them into the subgraph's own table.
 */
export const commonPolicy = {
  Money: { anyone: ['amount', 'currency', 'digits'] },
  PageInfo: { anyone: ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor'] },
  InvalidInputError: userError('anyone'),
  NotFoundError: userError('anyone'),
  IdempotencyConflictError: userError('anyone'),
  ServiceUnavailableError: userError('anyone', 'retryAfterSeconds'),
  RateLimitedError: userError('anyone', 'retryAfterSeconds'),
  AuditEntry: { READ_AUDIT_LOG: ['id', 'at', 'actor', 'action', 'subjectId', 'isRefused', 'details'] },
  AuditEntryConnection: connection('READ_AUDIT_LOG'),
  AuditEntryEdge: edge('READ_AUDIT_LOG'),
} satisfies PolicyTable;

/** Whom the objects of a type belong to, and which permission lets staff see them, too. */
type Ownership = { readonly idOf: (parent: never) => string | null; readonly seenBy: Permission };

/** The ownership of each type that has `owner` rules. */
export type Owners = Readonly<Record<string, Ownership>>;

/** A schema and its policy table do not cover each other. `message` lists every gap. */
export class PolicyGapError extends Error {
  override readonly name = 'PolicyGapError';
}

/**
 * Applies a policy table to a schema, in place: each field checks who asks before its resolver runs.
 * @param onDenied - hears of denied mutations; reads are refused without a word, and cost nothing more
 * @throws PolicyGapError when a field has no rule or two, a rule has no field, or an `owner` rule has no owner
 */
export function applyPolicy(
  schema: GraphQLSchema,
  table: PolicyTable,
  owners: Owners,
  onDenied?: DenialListener,
): GraphQLSchema {
  const problems: string[] = [];
  const rules = rulesByCoordinate(table, problems);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type.name === '_Service') continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities' || field.name === '_service') continue;
      const coordinate = `${type.name}.${field.name}`;
      const access = rules.get(coordinate);
      rules.delete(coordinate);
      if (access === undefined) problems.push(`${coordinate} has no rule`);
      else if ((access === 'owner' || access === 'self') && owners[type.name] === undefined)
        problems.push(`${coordinate} asks for an owner, and ${type.name} has none`);
      else if (access !== 'anyone') {
        const ownership = owners[type.name] as AnyOwnership | undefined;
        const resolve = guarded(
          field.resolve ?? defaultFieldResolver,
          access,
          ownership,
          type === schema.getMutationType() ? onDenied : undefined,
        );
        if (field.resolve === undefined)
          markProperty(resolve, (context, parent) =>
            isAllowed((context as WithViewer).viewer, access, ownedBy(ownership, parent)),
          );
        field.resolve = resolve;
        // No events are looked for on behalf of a caller who may not read them.
        if (field.subscribe !== undefined) field.subscribe = guarded(field.subscribe, access, ownership, undefined);
      }
    }
  }
  for (const coordinate of rules.keys()) problems.push(`${coordinate} has a rule but is not in the schema`);
  if (problems.length > 0)
    throw new PolicyGapError(`The policy table does not fit the schema:\n  ${problems.join('\n  ')}`);
  return schema;
}

function rulesByCoordinate(table: PolicyTable, problems: string[]): Map<string, Access> {
  const rules = new Map<string, Access>();
  for (const [type, fieldsByAccess] of Object.entries(table))
    for (const access of ACCESSES)
      for (const field of fieldsByAccess[access] ?? []) {
        const coordinate = `${type}.${field}`;
        if (rules.has(coordinate)) problems.push(`${coordinate} has two rules`);
        rules.set(coordinate, access);
      }
  return rules;
}

type AnyOwnership = { readonly idOf: (parent: unknown) => string | null; readonly seenBy: Permission };
type WithViewer = { readonly viewer: Viewer };

const guarded =
  (
    resolve: GraphQLFieldResolver<unknown, WithViewer>,
    access: Exclude<Access, 'anyone'>,
    ownership: AnyOwnership | undefined,
    onDenied: DenialListener | undefined,
  ): GraphQLFieldResolver<unknown, WithViewer> =>
  (parent, args, context, info) => {
    const { viewer } = context;
    if (isAllowed(viewer, access, ownedBy(ownership, parent))) return resolve(parent, args, context, info);
    const refusal = viewer.kind === 'anonymous' ? unauthenticated() : forbidden();
    const denial = denialOf(viewer, access, info.fieldName);
    if (onDenied === undefined || denial === null) throw refusal;
    return onDenied(denial).then(() => {
      throw refusal;
    });
  };

/** Null for what is not worth a word: callers who never signed in, and shoppers whose session has ended. */
function denialOf(viewer: Viewer, access: Access, mutation: string): Denial | null {
  if (viewer.kind === 'user') return { actorId: viewer.userId, mutation, role: viewer.role };
  if (viewer.kind === 'service' || viewer.endedUserId === undefined || access.startsWith('signedIn')) return null;
  return { actorId: viewer.endedUserId, mutation, role: null };
}

/** Whose an object is, and which permission lets staff see it. */
type Owned = { readonly ownerId: () => string | null; readonly seenBy: Permission };

const ownedBy = (ownership: AnyOwnership | undefined, parent: unknown): Owned | undefined =>
  ownership && { ownerId: () => ownership.idOf(parent), seenBy: ownership.seenBy };

/** True when `viewer` passes `access`. */
export function isAllowed(viewer: Viewer, access: Access, owned?: Owned): boolean {
  if (access === 'anyone') return true;
  if (viewer.kind === 'service') return true;
  if (viewer.kind === 'anonymous') return false;
  switch (access) {
    case 'signedIn':
      return viewer.isMachine !== true;
    case 'signedInOrApiKey':
      return true;
    case 'owner':
      return owned !== undefined && (may(viewer, owned.seenBy) || owned.ownerId() === viewer.userId);
    case 'self':
      return owned?.ownerId() === viewer.userId;
    case 'staff':
      return isStaff(viewer);
    case 'admin':
      return viewer.role === 'ADMIN';
    case 'service':
      return false;
    default:
      return may(viewer, access);
  }
}

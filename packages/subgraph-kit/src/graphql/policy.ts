import {
  defaultFieldResolver,
  isIntrospectionType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { markProperty } from '@storegraph/schema-executor/guarded-property';
import { forbidden, unauthenticated } from './errors.ts';
import { isStaff, type DenialListener, type Viewer } from '../viewer.ts';

/**
 * Who may read a field (or call it, for root fields):
 * - `anyone`: no sign-in needed
 * - `signedIn`: any user, guests included
 * - `owner`: the user whom the object belongs to, and staff; needs an `ownerOf` for the type
 * - `staff`, `admin`: by role
 * - `service`: another subgraph; never a person
 */
export type Access = 'anyone' | 'signedIn' | 'owner' | 'staff' | 'admin' | 'service';

/**
 * Every object type of a subgraph, with one rule for each field, or one for the whole type: values without an owner,
 * such as pages and results, whose parent was checked already, or one owner rule for all fields. Services pass every
 * rule.
 */
export type PolicyTable = Readonly<Record<string, Access | Readonly<Record<string, Access>>>>;

/**
 * Rules for the types of `common.graphql`: values whose parent was checked. Spread them into the subgraph's own table.
 */
export const commonPolicy = {
  Money: 'anyone',
  PageInfo: 'anyone',
  InvalidInputError: 'anyone',
  NotFoundError: 'anyone',
  IdempotencyConflictError: 'anyone',
  ServiceUnavailableError: 'anyone',
} as const satisfies PolicyTable;

/** The id of the user whom an object belongs to, by type. */
export type Owners = Readonly<Record<string, (parent: never) => string | null>>;

/** A schema and its policy table do not cover each other. `message` lists every gap. */
export class PolicyGapError extends Error {
  override readonly name = 'PolicyGapError';
}

/**
 * Applies a policy table to a schema, in place: each field checks who asks before its resolver runs.
 * @param onDenied - hears of denied mutations; reads are refused without a word, and cost nothing more
 * @throws PolicyGapError when a field has no rule, a rule has no field, or an `owner` rule has no owner
 */
export function applyPolicy(
  schema: GraphQLSchema,
  table: PolicyTable,
  owners: Owners,
  onDenied?: DenialListener,
): GraphQLSchema {
  const problems: string[] = [];
  const used = new Set<string>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type) || type.name === '_Service') continue;
    const rule = table[type.name];
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (field.name === '_entities' || field.name === '_service') continue;
      const access = typeof rule === 'string' ? rule : rule?.[field.name];
      used.add(typeof rule === 'string' ? type.name : coordinate);
      if (access === undefined) problems.push(`${coordinate} has no rule`);
      else if (access === 'owner' && owners[type.name] === undefined)
        problems.push(`${coordinate} asks for an owner, and ${type.name} has none`);
      else if (access !== 'anyone') {
        const ownerOf = owners[type.name] as OwnerOf | undefined;
        const resolve = guarded(
          field.resolve ?? defaultFieldResolver,
          access,
          ownerOf,
          type === schema.getMutationType() ? onDenied : undefined,
        );
        if (field.resolve === undefined)
          markProperty(resolve, (context, parent) =>
            isAllowed((context as WithViewer).viewer, access, () => ownerOf?.(parent) ?? null),
          );
        field.resolve = resolve;
        // Whoever may not read the events shall not have them looked for.
        if (field.subscribe !== undefined) field.subscribe = guarded(field.subscribe, access, ownerOf, undefined);
      }
    }
  }
  for (const [name, rule] of Object.entries(table))
    for (const key of typeof rule === 'string' ? [name] : Object.keys(rule).map((field) => `${name}.${field}`))
      if (!used.has(key)) problems.push(`${key} has a rule but is not in the schema`);
  if (problems.length > 0)
    throw new PolicyGapError(`The policy table does not fit the schema:\n  ${problems.join('\n  ')}`);
  return schema;
}

type OwnerOf = (parent: unknown) => string | null;
type WithViewer = { readonly viewer: Viewer };

const guarded =
  (
    resolve: GraphQLFieldResolver<unknown, WithViewer>,
    access: Exclude<Access, 'anyone'>,
    ownerOf: OwnerOf | undefined,
    onDenied: DenialListener | undefined,
  ): GraphQLFieldResolver<unknown, WithViewer> =>
  (parent, args, context, info) => {
    const { viewer } = context;
    if (isAllowed(viewer, access, () => ownerOf?.(parent) ?? null)) return resolve(parent, args, context, info);
    if (viewer.kind === 'anonymous') throw unauthenticated();
    if (onDenied === undefined || viewer.kind !== 'user') throw forbidden();
    return onDenied(viewer, info.fieldName).then(() => {
      throw forbidden();
    });
  };

/** True when `viewer` passes `access`. */
export function isAllowed(viewer: Viewer, access: Access, owner: () => string | null): boolean {
  if (access === 'anyone') return true;
  if (viewer.kind === 'service') return true;
  if (viewer.kind === 'anonymous') return false;
  switch (access) {
    case 'signedIn':
      return true;
    case 'owner':
      return isStaff(viewer) || owner() === viewer.userId;
    case 'staff':
      return isStaff(viewer);
    case 'admin':
      return viewer.role === 'ADMIN';
    case 'service':
      return false;
  }
}

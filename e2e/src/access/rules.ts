import { owners as inventoryOwners, policy as inventoryPolicy } from '@storegraph/inventory/policy';
import { owners as orderOwners, policy as orderPolicy } from '@storegraph/order/policy';
import { owners as paymentOwners, policy as paymentPolicy } from '@storegraph/payment/policy';
import { recordOf, subgraphNames, type SubgraphName } from '@storegraph/standalone/services';
import type { Access, Owners, PolicyTable } from '@storegraph/subgraph-kit/graphql/policy';
import { ROLE_PERMISSIONS, withImplied, type Permission } from '@storegraph/subgraph-kit/permissions';
import { owners as userOwners, policy as userPolicy, withMailbox } from '@storegraph/user/policy';
import { isPermission, ROLES } from '../actors/cast.ts';

/** Who is asked to try every field. Each shopper owns what is theirs; `owner` owns the things that are asked for by id. */
export const PEOPLE = [...ROLES, 'owner', 'apiKey', 'disabled', 'signedOut'] as const;
export type Person = (typeof PEOPLE)[number];

/** Whom a field is for; the permission with which staff see what belongs to others. */
type Rule = { readonly access: Access; readonly seenBy: Permission | null };
export type Rules = ReadonlyMap<string, Rule>;

const tables: Readonly<Record<SubgraphName, readonly [PolicyTable, Owners]>> = {
  // The shop of the tests is a demo.
  user: [withMailbox(userPolicy), userOwners],
  inventory: [inventoryPolicy, inventoryOwners],
  order: [orderPolicy, orderOwners],
  payment: [paymentPolicy, paymentOwners],
};

/** The rules of each subgraph by `Type.field`, as its policy table has them. */
export const rulesBySubgraph = recordOf(
  subgraphNames.map((name): readonly [SubgraphName, Rules] => {
    const [table, owners] = tables[name];
    const rows = Object.entries(table).flatMap(([type, rules]) =>
      Object.entries(rules).flatMap(([access, fields]) =>
        fields.map((field): [string, Rule] => [
          `${type}.${field}`,
          { access: access as Access, seenBy: owners[type]?.seenBy ?? null },
        ]),
      ),
    );
    return [name, new Map(rows)];
  }),
);

// Of a field that several subgraphs answer, the one of the subgraph that knows whose the object is; else the widest.
const weight = ({ access }: Rule): number => ['anyone', 'owner'].indexOf(access);
const ofPublicGraph: Rules = new Map(
  Object.values(rulesBySubgraph)
    .flatMap((rules) => [...rules])
    .toSorted(([, a], [, b]) => weight(a) - weight(b)),
);

/** The rule of a field of the public graph. */
export function publicRule(coordinate: string): Rule {
  const rule = ofPublicGraph.get(coordinate);
  if (rule === undefined) throw new Error(`${coordinate} has no rule`);
  return rule;
}

/** Whether objects of a type are answered to others as if they did not exist. */
export const isHidden = (type: string, rules = ofPublicGraph): boolean => rules.get(`${type}.id`)?.access === 'owner';

/** Whether a root field that names nothing gives what belongs to who asks, or to nobody. */
export const isOfTheViewer = (coordinate: string): boolean =>
  ['anyone', 'signedIn', 'signedInOrApiKey'].includes(publicRule(coordinate).access);

const NOBODY: readonly Person[] = ['anonymous', 'disabled', 'signedOut'];
const SHOPPERS: readonly Person[] = ['guest', 'customer', 'owner'];

/** Of the API key that is tried. */
export const KEY_PERMISSIONS: readonly Permission[] = ['READ_ORDERS'];

/** Whether the session of a person is worth nothing. */
export const isNobody = (person: Person): boolean => NOBODY.includes(person);

/** What the rule of a field says of a person: the tests' own reading of it, which is not the subgraphs' code. */
export function allows({ access, seenBy }: Rule, person: Person, isTheirs: boolean): boolean {
  if (access === 'anyone') return true;
  if (access === 'service' || isNobody(person)) return false;
  if (access === 'signedInOrApiKey') return true;
  if (access === 'signedIn') return person !== 'apiKey';
  if (access === 'self') return isTheirs;
  if (access === 'owner') return isTheirs || (seenBy !== null && permissionsOf(person).includes(seenBy));
  if (access === 'staff') return !SHOPPERS.includes(person);
  if (access === 'admin') return person === 'admin';
  return permissionsOf(person).includes(access);
}

function permissionsOf(person: Person): readonly Permission[] {
  if (person === 'admin') return ROLE_PERMISSIONS.ADMIN;
  if (person === 'staff') return ROLE_PERMISSIONS.STAFF;
  if (person === 'apiKey') return KEY_PERMISSIONS;
  return isPermission(person) ? withImplied([person]) : [];
}

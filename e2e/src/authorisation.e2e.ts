import { randomUUID } from 'node:crypto';
import { subgraphNames } from '@storegraph/standalone/services';
import { newId } from '@storegraph/subgraph-kit/id';
import { permissionsNamed, type Role } from '@storegraph/subgraph-kit/permissions';
import type { Viewer } from '@storegraph/subgraph-kit/viewer';
import { getNamedType, isLeafType, isUnionType, type GraphQLObjectType } from 'graphql';
import { decodeJwt } from 'jose';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isByName, pathsTo, typeOf, type Path } from './access/paths.ts';
import { codesOf, isThere, readFields } from './access/reading.ts';
import {
  allows,
  isHidden,
  isNobody,
  isOfTheViewer,
  KEY_PERMISSIONS,
  PEOPLE,
  publicRule,
  rulesBySubgraph,
  type Person,
} from './access/rules.ts';
import { somebody, type Role as CastRole } from './actors/cast.ts';
import { documents } from './actors/documents.ts';
import { publicGraph, rootFieldCalls } from './actors/root-field-calls.ts';
import { newCustomer, newGuest, type Shopper, type UnpaidOrder } from './actors/shopper.ts';
import { hireStaff, signInAdmin, type Staff } from './actors/staff.ts';
import { post, schemaOf, statementOf } from './actors/subgraphs.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import { sharedShop } from './stack/shops.ts';

const shop = sharedShop();
const { url, databases, secrets } = shop;
// Signing out comes last of all, as it ends the session of every token here: then anybody may still call `logout` alone.
const LAST = ['logoutEverywhere', 'logout'];
const calls = rootFieldCalls()
  // A guest needs no password for it, and would be gone for all that comes after; with one, they are refused.
  .map((call) => (call.field === 'deleteMyAccount' ? { ...call, variables: { input: { password: 'x' } } } : call))
  .toSorted((a, b) => LAST.indexOf(a.field) - LAST.indexOf(b.field));
const [subscriptions = [], operations = []] = [true, false].map((isStreamed) =>
  calls
    .filter(({ coordinate }) => coordinate.startsWith('Subscription.') === isStreamed)
    .map((call) => [call.coordinate, call] as const),
);

let admin: Staff;
let owner: Shopper;
let unpaid: UnpaidOrder;
let cells = 0;
const cast = new Map<Person, { readonly id: string | null; readonly token: string | null }>();
/** What is asked for by id, by the name of its type; all that belongs to a person is the owner's. */
const things: Record<string, string> = {};
const thing = (argument: string, type: string): string => things[argument] ?? things[type] ?? 'x';

beforeAll(async () => {
  // An admin of its own: the walk signs out everywhere, and other files work with the demo's.
  admin = await hireStaff(url, await signInAdmin(url), 'ADMIN');
  owner = await newGuest(url);
  const [disabled, signedOut] = [await newCustomer(url), await newCustomer(url)];
  const others = { owner, disabled, signedOut, apiKey: await newApiKey() };
  for (const person of PEOPLE) {
    const { id, visitor } =
      person in others ? others[person as keyof typeof others] : await somebody(url, person as CastRole, admin);
    cast.set(person, { id, token: visitor.accessToken });
  }
  const variant = await admin.makeVariant({ onHand: 9 });
  const line = [{ variantId: variant.id, quantity: 1 }];
  unpaid = await owner.placeOrder(line);
  const paid = await (await owner.placeOrder(line)).pay();
  await admin.tryRefund(paid.payment.id, 1);
  await owner.addToCart(variant.id);
  const { categories } = await admin.visitor.read('{ categories { id } }');
  Object.assign(things, {
    Order: paid.id,
    Payment: paid.payment.id,
    User: owner.id,
    PersonalData: owner.id,
    Product: variant.productId,
    ProductVariant: variant.id,
    variantId: variant.id,
    Category: categories[0].id,
  });
  await admin.visitor.read('mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename } }', {
    input: { userId: disabled.id },
  });
  await signedOut.visitor.read(documents.logout);
  for (const person of ['disabled', 'signedOut'] as const)
    await eventually(async () =>
      expect((await asking(person).ask('{ me { id } }')).headers.get('www-authenticate')).toContain('invalid_token'),
    );
});
afterAll(() => console.log(`${cells} cells of the access matrix as the policies say`));

async function newApiKey(): Promise<{ readonly id: string; readonly visitor: Visitor }> {
  const { createApiKey } = await admin.visitor.read(
    'mutation ($input: CreateApiKeyInput!) { createApiKey(input: $input) { ... on CreateApiKeySuccess { secret apiKey { id } } } }',
    { input: { name: randomUUID(), permissions: KEY_PERMISSIONS } },
  );
  return {
    id: createApiKey.apiKey.id,
    visitor: Object.assign(createVisitor(url), { accessToken: createApiKey.secret }),
  };
}

// A token alone, without cookies: what one call signs out or in stays out of the next.
const asking = (person: Person): Visitor =>
  Object.assign(createVisitor(url), { accessToken: cast.get(person)?.token ?? null });

/** Whether somebody had a session. */
const hasEnded = (person: Person): boolean => isNobody(person) && person !== 'anonymous';

/** The code with which a person is refused what is not for them. */
const refusalOf = (person: Person): string => (isNobody(person) ? 'UNAUTHENTICATED' : 'FORBIDDEN');

describe('what belongs to one person', () => {
  it('is seen by them and by staff', async () => {
    const seen = async (person: Person): Promise<unknown> =>
      (
        await asking(person).ask(
          'query ($id: ID!) { order(id: $id) { id buyer { id name phone } shippingAddress { line1 } } }',
          { id: unpaid.id },
        )
      ).data?.order ?? null;
    const whole = {
      id: unpaid.id,
      buyer: { id: owner.id, name: owner.name, phone: '+1 555 0100 200' },
      shippingAddress: { line1: '1 Harbour Street' },
    };
    expect([
      await seen('anonymous'),
      await seen('owner'),
      await seen('customer'),
      await seen('staff'),
      await seen('admin'),
    ]).toEqual([null, whole, null, whole, whole]);
  });

  it('shows of staff who worked on an order nothing to its buyer', async () => {
    const paid = await unpaid.pay();
    await admin.confirm(paid);
    const { data } = await asking('owner').ask(
      'query ($id: ID!) { order(id: $id) { timeline { kind actorKind actor { name email phone } } } }',
      { id: unpaid.id },
    );
    expect(data.order.timeline.at(-1)).toEqual({ kind: 'CONFIRMED', actorKind: 'STAFF', actor: null });
  });

  it('is not paid by staff in their name', async () => {
    const variant = await admin.makeVariant({ onHand: 9 });
    const order = await owner.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const start =
      'mutation ($id: ID!) { startPayment(input: { orderId: $id, method: CARD, idempotencyKey: "by staff" }) { __typename } }';
    expect((await asking('staff').ask(start, { id: order.id })).data.startPayment.__typename).toBe('NotFoundError');
  });
});

describe('every type of the public graph', () => {
  const seen = new Set<Path>();
  // What somebody could do with an order depends on who asks, and may be nothing.
  const isByViewer = ({ steps }: Path) => steps.some(({ coordinate }) => coordinate === 'Order.unavailableActions');
  let paths: readonly Path[];
  beforeAll(async () => {
    paths = [...pathsTo(publicGraph, thing).values()].flat();
    for (const path of paths)
      for (const person of ['admin', 'owner'] as const)
        if (!isByViewer(path) && (await isThere(asking(person), path, thing))) seen.add(path);
  });

  it.each(PEOPLE)('is read by %s as the policies say, field by field', async (person) => {
    for (const path of paths) {
      const type = typeOf(path);
      const isTheirs = isByName(path) ? person === 'owner' : isOfTheViewer(path.steps[0].coordinate);
      const isAllowed = (coordinate: string): boolean => allows(publicRule(coordinate), person, isTheirs);
      const isReached = path.steps.every(
        ({ coordinate, on }) => isAllowed(coordinate) && (!isHidden(on.name) || isAllowed(`${on.name}.id`)),
      );
      const { open = [], shut = [] } = Object.groupBy(Object.values(type.getFields()), ({ name }) =>
        isReached && isAllowed(`${type.name}.${name}`) ? 'open' : 'shut',
      );
      const place = `${person}: ${path.steps.map(({ coordinate }) => coordinate).join(', ')}`;
      const visitor = asking(person);
      for (const { field, isGranted, codes } of await readFields(visitor, path, open, thing))
        expect([place, field.name, codes, isGranted || !isByName(path) || !seen.has(path)]).toEqual([
          place,
          field.name,
          [],
          true,
        ]);
      for (const { field, isGranted, codes } of await readFields(visitor, path, shut, thing)) {
        const others = codes.filter((code) => code !== refusalOf(person));
        expect([place, field.name, others, isGranted]).toEqual([place, field.name, [], false]);
      }
      cells += open.length + shut.length;
    }
  });
});

describe.each(subgraphNames)('the subgraph %s', (subgraph) => {
  const service: Viewer = { kind: 'service', service: 'test' };

  it('refuses all callers but its router, whatever they ask for', async () => {
    const credentials = [
      {},
      { authorization: `Bearer ${cast.get('admin')?.token}` },
      statementOf(service, 'another secret of at least 32 bytes!'),
      { ...statementOf(service, secrets.internalSecret), 'x-request-id': newId() },
    ];
    for (const call of rootFieldCalls(undefined, await schemaOf(shop, subgraph)))
      for (const headers of credentials) {
        const { status, data } = await post(shop, subgraph, call, headers);
        expect([call.coordinate, status, data]).toEqual([call.coordinate, 401, undefined]);
        cells += 1;
      }
  });

  it('answers references as its policy says, field by field', async () => {
    const union = (await schemaOf(shop, subgraph)).getType('_Entity');
    // What a key may do is looked up by the router, request by request.
    const people = PEOPLE.filter((person) => !hasEnded(person) && person !== 'apiKey');
    for (const type of isUnionType(union) ? union.getTypes() : [])
      for (const person of ['service', ...people] as const) {
        const isAllowed = (coordinate: string): boolean => {
          const rule = rulesBySubgraph[subgraph].get(coordinate);
          return person === 'service' || (rule !== undefined && allows(rule, person, person === 'owner'));
        };
        // A stranger's account is not found by those who may read nothing of it.
        const key = type.name === 'User' && subgraph === 'user' ? 'User.name' : `${type.name}.id`;
        const isFound = rulesBySubgraph[subgraph].get(key)?.access !== 'owner' || isAllowed(key);
        const viewer = person === 'service' ? service : viewerOf(person);
        for (const [name, isGranted] of await grantedFields(type, viewer)) {
          const cell = `${person}: ${type.name}.${name}`;
          expect([cell, isGranted]).toEqual([cell, isFound && isAllowed(`${type.name}.${name}`)]);
          cells += 1;
        }
      }
  });

  /** Asks for each field of one thing by its reference, and says which were given. */
  async function grantedFields(
    type: GraphQLObjectType,
    viewer: Viewer,
  ): Promise<readonly (readonly [string, boolean])[]> {
    const fields = Object.values(type.getFields());
    const selections = fields.map((field, index) => {
      const inside = isLeafType(getNamedType(field.type)) ? '' : ' { __typename }';
      return `c${index}: _entities(representations: $of) { ... on ${type.name} { ${field.name}${inside} } }`;
    });
    const call = {
      query: `query ($of: [_Any!]!) { ${selections.join(' ')} }`,
      variables: { of: [{ __typename: type.name, id: things[type.name] }] },
    };
    const { data, errors } = await post(shop, subgraph, call, statementOf(viewer, secrets.internalSecret));
    const isRefused = (index: number) => errors.some(({ path }) => path === undefined || path[0] === `c${index}`);
    return fields.map(({ name }, index) => [name, data?.[`c${index}`]?.[0] != null && !isRefused(index)] as const);
  }
});

// The last: it signs everybody out.
describe('the root fields of the public graph', () => {
  it.each(subscriptions)('%s begins for whom it should', async (coordinate, { query, variables }) => {
    const given = 'id' in variables ? { id: unpaid.id } : variables;
    const beginning = async (person: Person): Promise<string> => {
      const following = asking(person).follow(query, given);
      const { errors } = await following.next();
      following.stop();
      return errors?.[0].extensions.code ?? 'begins';
    };
    // Another than the owner's order is answered as one that does not exist.
    const expected = (person: Person): string => {
      if (!allows(publicRule(coordinate), person, false)) return refusalOf(person);
      return allows(publicRule('Order.id'), person, person === 'owner') ? 'begins' : 'BAD_USER_INPUT';
    };
    const [ended, others] = [PEOPLE.filter(hasEnded), PEOPLE.filter((person) => !hasEnded(person))];
    for (const person of ended) expect(await statusOfStream(person, query, given)).toBe(401);
    // A feed answers when something happens, and nothing says when it has begun.
    const beginnings = Promise.all(others.map(beginning));
    const variant = await admin.makeVariant({ onHand: 99 });
    const something = async (): Promise<null> => {
      await (await owner.placeOrder([{ variantId: variant.id, quantity: 1 }])).cancel();
      return null;
    };
    let begun: readonly string[] | null = null;
    while (begun === null) begun = await Promise.race([beginnings, something()]);
    expect(begun).toEqual(others.map(expected));
    cells += PEOPLE.length;
  });

  it.each(operations)('%s answers whom it should, and refuses the others', async (coordinate, call) => {
    const answers = await Promise.all(PEOPLE.map((person) => asking(person).ask(call.query, call.variables)));
    for (const [index, person] of PEOPLE.entries()) {
      const { data, errors = [] } = answers[index] ?? {};
      const isAllowed = allows(publicRule(coordinate), person, false);
      expect([person, codesOf(errors)]).toEqual([person, isAllowed ? [] : [refusalOf(person)]]);
      if (!isAllowed) expect(data?.[call.field] ?? null).toBeNull();
    }
    cells += PEOPLE.length;
  });

  it('leave an audit row of everybody who called one that is for staff', async () => {
    const mutations = operations.filter(([coordinate]) => coordinate.startsWith('Mutation.'));
    const wanted = PEOPLE.filter((person) => !isNobody(person)).flatMap((person) =>
      mutations
        .filter(([coordinate]) => !allows(publicRule(coordinate), person, false))
        .map(([, { field }]) => `${field} ${cast.get(person)?.id?.replaceAll('-', '')}`),
    );
    const found: string[] = [];
    for (const name of subgraphNames) {
      const connection = await createConnection(databases[name].url);
      const [rows] = await connection.query(
        'select action, lower(hex(actor_id)) as actor from audit_log where details like \'%"refused":"forbidden"%\'',
      );
      await connection.end();
      found.push(...(rows as { action: string; actor: string }[]).map(({ action, actor }) => `${action} ${actor}`));
    }
    expect(wanted).not.toEqual([]);
    expect(wanted.filter((row) => !found.includes(row))).toEqual([]);
  });
});

async function statusOfStream(person: Person, query: string, variables: object): Promise<number> {
  const response = await fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${cast.get(person)?.token}` },
    body: JSON.stringify({ query, variables }),
  });
  await response.body?.cancel();
  return response.status;
}

/** Somebody as the router states them to a subgraph. */
function viewerOf(person: Person): Viewer {
  const { token = null } = cast.get(person) ?? {};
  if (token === null) return { kind: 'anonymous', visitorId: null };
  const { sub = '', sid, role, permissions, guest } = decodeJwt<Claims>(token);
  return {
    kind: 'user',
    userId: sub,
    sessionId: sid,
    role,
    permissions: permissionsNamed(role, permissions),
    isGuest: guest,
    visitorId: null,
  };
}
type Claims = { sid: string; role: Role; permissions?: string[]; guest: boolean };

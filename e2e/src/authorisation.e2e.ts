import { subgraphNames } from '@storegraph/standalone/services';
import { createConnection } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import { PERMISSIONS, ROLE_PERMISSIONS, withImplied, type Permission } from '@storegraph/subgraph-kit/permissions';
import { documents } from './actors/documents.ts';
import { rootFieldCalls, type RootFieldCall } from './actors/root-field-calls.ts';
import { newCustomer, newGuest, type Shopper, type UnpaidOrder } from './actors/shopper.ts';
import { hireStaff, signInAdmin, type Staff } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { sharedShop } from './stack/shops.ts';

const { url, databases } = sharedShop();

/** Who may call a field. What belongs to one person is refused to others by its own answer. */
type Access = 'anyone' | 'signedIn' | 'staff' | 'admin' | Permission;

/** Every root field of the public graph. A new field needs a row here. */
const expected: Readonly<Record<string, Access>> = {
  'Query.shopCurrency': 'anyone',
  'Query.products': 'anyone',
  'Query.product': 'anyone',
  'Query.productVariant': 'anyone',
  'Query.categories': 'anyone',
  'Query.category': 'anyone',
  'Query.stockMovements': 'MANAGE_STOCK',
  'Query.lowStock': 'MANAGE_STOCK',
  'Query.cart': 'anyone',
  'Query.order': 'signedIn',
  'Query.orders': 'READ_ORDERS',
  'Query.sagas': 'REPAIR',
  'Query.deadLetters': 'REPAIR',
  'Query.payment': 'signedIn',
  'Query.payments': 'READ_ORDERS',
  'Query.me': 'anyone',
  'Query.session': 'anyone',
  'Query.users': 'READ_CUSTOMERS',
  'Query.user': 'READ_CUSTOMERS',
  'Query.userByEmail': 'READ_CUSTOMERS',
  'Query.staffRoles': 'staff',
  'Query.apiKeys': 'admin',
  'Mutation.createApiKey': 'admin',
  'Mutation.revokeApiKey': 'admin',
  'Query.userAuditLog': 'READ_AUDIT_LOG',
  'Query.orderAuditLog': 'READ_AUDIT_LOG',
  'Query.inventoryAuditLog': 'READ_AUDIT_LOG',
  'Query.paymentAuditLog': 'READ_AUDIT_LOG',
  // The shop of the tests is a demo; elsewhere nobody may.
  'Query.mailbox': 'anyone',
  'Mutation.createProduct': 'CHANGE_PRICES',
  'Mutation.updateProduct': 'MANAGE_CATALOGUE',
  'Mutation.archiveProduct': 'MANAGE_CATALOGUE',
  'Mutation.addVariant': 'CHANGE_PRICES',
  'Mutation.updateVariant': 'MANAGE_CATALOGUE',
  'Mutation.archiveVariant': 'MANAGE_CATALOGUE',
  'Mutation.createCategory': 'MANAGE_CATALOGUE',
  'Mutation.updateCategory': 'MANAGE_CATALOGUE',
  'Mutation.deleteCategory': 'MANAGE_CATALOGUE',
  'Mutation.adjustStock': 'MANAGE_STOCK',
  'Mutation.setStock': 'MANAGE_STOCK',
  'Mutation.addToCart': 'anyone',
  'Mutation.updateCartLine': 'anyone',
  'Mutation.removeCartLine': 'anyone',
  'Mutation.clearCart': 'anyone',
  'Mutation.placeOrder': 'signedIn',
  'Mutation.updateOrder': 'signedIn',
  'Mutation.cancelOrder': 'signedIn',
  'Mutation.confirmOrder': 'MANAGE_ORDERS',
  'Mutation.shipOrder': 'MANAGE_ORDERS',
  'Mutation.deliverOrder': 'MANAGE_ORDERS',
  'Mutation.retrySaga': 'REPAIR',
  'Mutation.replayDeadLetter': 'REPAIR',
  'Mutation.startPayment': 'signedIn',
  'Mutation.confirmPayment': 'signedIn',
  'Mutation.cancelPayment': 'signedIn',
  'Mutation.refundPayment': 'REFUND_PAYMENTS',
  'Mutation.lookUpOrder': 'anyone',
  'Mutation.continueAsGuest': 'anyone',
  'Mutation.register': 'anyone',
  'Mutation.login': 'anyone',
  'Mutation.refreshSession': 'anyone',
  'Mutation.logout': 'anyone',
  'Mutation.logoutEverywhere': 'signedIn',
  'Mutation.updateProfile': 'signedIn',
  'Mutation.changePassword': 'signedIn',
  'Mutation.completeLogin': 'anyone',
  'Mutation.beginTotp': 'signedIn',
  'Mutation.confirmTotp': 'signedIn',
  'Mutation.disableTotp': 'signedIn',
  'Mutation.renewRecoveryCodes': 'signedIn',
  'Mutation.beginPasskeyRegistration': 'signedIn',
  'Mutation.registerPasskey': 'signedIn',
  'Mutation.renamePasskey': 'signedIn',
  'Mutation.removePasskey': 'signedIn',
  'Mutation.beginPasskeySignIn': 'anyone',
  'Mutation.signInWithPasskey': 'anyone',
  'Mutation.resetSecondFactor': 'admin',
  'Mutation.addAddress': 'signedIn',
  'Mutation.updateAddress': 'signedIn',
  'Mutation.removeAddress': 'signedIn',
  'Mutation.setDefaultAddress': 'signedIn',
  'Mutation.endSession': 'signedIn',
  'Mutation.endUserSession': 'MANAGE_CUSTOMERS',
  'Mutation.setUserRole': 'admin',
  'Mutation.createStaffRole': 'admin',
  'Mutation.updateStaffRole': 'admin',
  'Mutation.deleteStaffRole': 'admin',
  'Mutation.disableUser': 'MANAGE_CUSTOMERS',
  'Subscription.orderUpdated': 'signedIn',
  'Subscription.orderFeed': 'READ_ORDERS',
};

const people = ['anonymous', 'guest', 'customer', 'staff', 'admin'] as const;
type Person = (typeof people)[number];
const isPermission = (person: string): person is Permission => PERMISSIONS.some((each) => each === person);

/** Who may call a field, among these people: built-in roles, and staff with one permission and what it needs. */
function isAllowed(access: Access, person: Person | Permission): boolean {
  if (access === 'anyone') return true;
  if (person === 'anonymous') return false;
  if (access === 'signedIn') return true;
  if (person === 'guest' || person === 'customer') return false;
  if (person === 'admin' || access === 'staff') return true;
  if (access === 'admin') return false;
  return (person === 'staff' ? ROLE_PERMISSIONS.STAFF : withImplied([person])).includes(access);
}

// Signing out comes last of all, as it ends the session of every token here: then anybody may still call `logout` alone.
const LAST = ['logoutEverywhere', 'logout'];
const calls = rootFieldCalls().toSorted((a, b) => LAST.indexOf(a.field) - LAST.indexOf(b.field));
let admin: Staff;
let staff: Staff;
let owner: Shopper;
let other: Shopper;
let unpaid: UnpaidOrder;
const specialists = new Map<Permission, Staff>();

beforeAll(async () => {
  // An admin of its own: the walk signs out everywhere, and other files work with the demo's.
  admin = await hireStaff(url, await signInAdmin(url), 'ADMIN');
  [staff, owner, other] = await Promise.all([hireStaff(url, admin), newGuest(url), newCustomer(url)]);
  for (const permission of PERMISSIONS) {
    const { createStaffRole } = await admin.visitor.read(documents.createStaffRole, {
      input: { name: `${permission} ${admin.id}`, permissions: [permission] },
    });
    specialists.set(permission, await hireStaff(url, admin, 'STAFF', createStaffRole.staffRole.id));
  }
  const variant = await admin.makeVariant({ onHand: 9 });
  unpaid = await owner.placeOrder([{ variantId: variant.id, quantity: 1 }]);
});

// A token alone, without cookies: what one call signs out or in stays out of the next.
const asking = (person: Person | Permission): Visitor =>
  Object.assign(createVisitor(url), {
    accessToken: isPermission(person)
      ? (specialists.get(person)?.visitor.accessToken ?? null)
      : {
          anonymous: null,
          guest: owner.visitor.accessToken,
          customer: other.visitor.accessToken,
          staff: staff.visitor.accessToken,
          admin: admin.visitor.accessToken,
        }[person],
  });

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
      await seen('guest'),
      await seen('customer'),
      await seen('staff'),
      await seen('admin'),
    ]).toEqual([null, whole, null, whole, whole]);
  });

  it('shows of staff who worked on an order nothing to its buyer', async () => {
    const paid = await unpaid.pay();
    await staff.confirm(paid);
    const { data } = await asking('guest').ask(
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

describe('the root fields of the public graph', () => {
  it('are all in the table, and no others', () => {
    expect(calls.map(({ coordinate }) => coordinate).toSorted()).toEqual(Object.keys(expected).toSorted());
  });

  it('begin, as subscriptions, for whom they should', async () => {
    const beginning = async (person: Person, query: string, variables = {}): Promise<string> => {
      const following = asking(person).follow(query, variables);
      const answer = await following.next();
      following.stop();
      return answer.errors?.[0].extensions.code ?? 'begins';
    };
    const all = (query: string, variables = {}) =>
      Promise.all(people.map((person) => beginning(person, query, variables)));
    expect(await all('subscription ($id: ID!) { orderUpdated(id: $id) { id } }', { id: unpaid.id })).toEqual([
      'UNAUTHENTICATED',
      'begins',
      'BAD_USER_INPUT',
      'begins',
      'begins',
    ]);
    // A feed answers when something happens, and nothing says when it has begun.
    const feeds = all('subscription { orderFeed { id } }');
    const variant = await admin.makeVariant({ onHand: 99 });
    const something = async (): Promise<null> => {
      await (await owner.placeOrder([{ variantId: variant.id, quantity: 1 }])).cancel();
      return null;
    };
    let begun: readonly string[] | null = null;
    while (begun === null) begun = await Promise.race([feeds, something()]);
    expect(begun).toEqual(['UNAUTHENTICATED', 'FORBIDDEN', 'FORBIDDEN', 'begins', 'begins']);
  });

  it.each(
    calls
      .filter(({ coordinate }) => !coordinate.startsWith('Subscription.'))
      .map((call) => [call.coordinate, call] as const),
  )('%s answers whom it should, and refuses the others', async (coordinate, call: RootFieldCall) => {
    const access = expected[coordinate] ?? 'admin';
    const everybody = [...people, ...PERMISSIONS];
    const answers = await Promise.all(everybody.map((person) => asking(person).ask(call.query, call.variables)));
    for (const [index, { data, errors }] of answers.entries()) {
      const person = everybody[index] ?? 'anonymous';
      const refusal = person === 'anonymous' ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect([person, errors.map(({ extensions }) => extensions?.['code'])]).toEqual([
        person,
        isAllowed(access, person) ? [] : [refusal],
      ]);
      if (!isAllowed(access, person)) expect(data?.[call.field] ?? null).toBeNull();
    }
  });

  it('leave an audit row of everybody who called one that is for staff', async () => {
    const tellers = [
      ['guest', owner.id],
      ['customer', other.id],
      ['staff', staff.id],
      ...[...specialists].map(([permission, { id }]) => [permission, id] as const),
    ] as const;
    const mutations = calls.filter(({ coordinate }) => coordinate.startsWith('Mutation.'));
    const wanted = mutations.flatMap(({ coordinate, field }) =>
      tellers
        .filter(([person]) => !isAllowed(expected[coordinate] ?? 'anyone', person))
        .map(([, id]) => `${field} ${id.replaceAll('-', '')}`),
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

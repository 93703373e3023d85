import { subgraphNames } from '@storegraph/standalone/services';
import { createConnection } from 'mysql2/promise';
import { beforeAll, describe, expect, it } from 'vitest';
import { rootFieldCalls, type RootFieldCall } from './actors/root-field-calls.ts';
import { newCustomer, newGuest, type Shopper, type UnpaidOrder } from './actors/shopper.ts';
import { hireStaff, signInAdmin, type Staff } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { sharedShop } from './stack/shops.ts';

const { url, databases } = sharedShop();

/**
 * Who may call a field: everybody from the named one on. What belongs to one person is refused to others by its own
 * answer.
 */
type Access = 'anyone' | 'signedIn' | 'staff' | 'admin';

/** Every root field of the public graph. A new field needs a row here. */
const expected: Readonly<Record<string, Access>> = {
  'Query.products': 'anyone',
  'Query.product': 'anyone',
  'Query.productVariant': 'anyone',
  'Query.categories': 'anyone',
  'Query.category': 'anyone',
  'Query.stockMovements': 'staff',
  'Query.lowStock': 'staff',
  'Query.cart': 'anyone',
  'Query.order': 'signedIn',
  'Query.orders': 'staff',
  'Query.sagas': 'staff',
  'Query.deadLetters': 'staff',
  'Query.payment': 'signedIn',
  'Query.payments': 'staff',
  'Query.me': 'anyone',
  'Query.session': 'anyone',
  'Query.users': 'staff',
  'Query.user': 'staff',
  'Query.userByEmail': 'staff',
  'Mutation.createProduct': 'staff',
  'Mutation.updateProduct': 'staff',
  'Mutation.archiveProduct': 'staff',
  'Mutation.addVariant': 'staff',
  'Mutation.updateVariant': 'staff',
  'Mutation.archiveVariant': 'staff',
  'Mutation.createCategory': 'staff',
  'Mutation.updateCategory': 'staff',
  'Mutation.deleteCategory': 'staff',
  'Mutation.adjustStock': 'staff',
  'Mutation.setStock': 'staff',
  'Mutation.addToCart': 'anyone',
  'Mutation.updateCartLine': 'anyone',
  'Mutation.removeCartLine': 'anyone',
  'Mutation.clearCart': 'anyone',
  'Mutation.placeOrder': 'signedIn',
  'Mutation.updateOrder': 'signedIn',
  'Mutation.cancelOrder': 'signedIn',
  'Mutation.confirmOrder': 'staff',
  'Mutation.shipOrder': 'staff',
  'Mutation.deliverOrder': 'staff',
  'Mutation.retrySaga': 'staff',
  'Mutation.replayDeadLetter': 'staff',
  'Mutation.startPayment': 'signedIn',
  'Mutation.confirmPayment': 'signedIn',
  'Mutation.cancelPayment': 'signedIn',
  'Mutation.refundPayment': 'staff',
  'Mutation.continueAsGuest': 'anyone',
  'Mutation.register': 'anyone',
  'Mutation.login': 'anyone',
  'Mutation.refreshSession': 'anyone',
  'Mutation.logout': 'anyone',
  'Mutation.logoutEverywhere': 'signedIn',
  'Mutation.updateProfile': 'signedIn',
  'Mutation.changePassword': 'signedIn',
  'Mutation.addAddress': 'signedIn',
  'Mutation.updateAddress': 'signedIn',
  'Mutation.removeAddress': 'signedIn',
  'Mutation.setUserRole': 'admin',
  'Mutation.disableUser': 'admin',
  'Subscription.orderUpdated': 'signedIn',
  'Subscription.orderFeed': 'staff',
};

const people = ['anonymous', 'guest', 'customer', 'staff', 'admin'] as const;
type Person = (typeof people)[number];
const firstAllowed: Readonly<Record<Access, Person>> = {
  anyone: 'anonymous',
  signedIn: 'guest',
  staff: 'staff',
  admin: 'admin',
};

// Signing out comes last of all, as it ends the session of every token here: then anybody may still call `logout` alone.
const LAST = ['logoutEverywhere', 'logout'];
const calls = rootFieldCalls().toSorted((a, b) => LAST.indexOf(a.field) - LAST.indexOf(b.field));
let admin: Staff;
let staff: Staff;
let owner: Shopper;
let other: Shopper;
let unpaid: UnpaidOrder;

beforeAll(async () => {
  // An admin of its own: the walk signs out everywhere, and other files work with the demo's.
  admin = await hireStaff(url, await signInAdmin(url), 'ADMIN');
  [staff, owner, other] = await Promise.all([hireStaff(url, admin), newGuest(url), newCustomer(url)]);
  const variant = await admin.makeVariant({ onHand: 9 });
  unpaid = await owner.placeOrder([{ variantId: variant.id, quantity: 1 }]);
});

// A token alone, without cookies: what one call signs out or in stays out of the next.
const asking = (person: Person): Visitor =>
  Object.assign(createVisitor(url), {
    accessToken: {
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
    const from = people.indexOf(firstAllowed[expected[coordinate] ?? 'admin']);
    const answers = await Promise.all(people.map((person) => asking(person).ask(call.query, call.variables)));
    for (const [index, { data, errors }] of answers.entries()) {
      const codes = errors.map(({ extensions }) => extensions?.['code']);
      if (index >= from) expect([people[index], codes]).toEqual([people[index], []]);
      else {
        expect([people[index], codes]).toEqual([people[index], [index === 0 ? 'UNAUTHENTICATED' : 'FORBIDDEN']]);
        expect(data?.[call.field] ?? null).toBeNull();
      }
    }
  });

  it('leave an audit row of everybody who called one that is for staff', async () => {
    const deniedTo: Readonly<Partial<Record<Access, readonly string[]>>> = {
      staff: [owner.id, other.id],
      admin: [owner.id, other.id, staff.id],
    };
    const mutations = calls.filter(({ coordinate }) => coordinate.startsWith('Mutation.'));
    const wanted = mutations.flatMap(({ coordinate, field }) =>
      (deniedTo[expected[coordinate] ?? 'anyone'] ?? []).map((id) => `${field} ${id.replaceAll('-', '')}`),
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

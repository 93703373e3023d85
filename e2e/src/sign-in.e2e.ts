import { beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { confirmEmail } from './actors/mailbox.ts';
import { asShopper, newCustomer, newGuest } from './actors/shopper.ts';
import { continueAsGuest, login, logout, newAccount, refreshSession, register } from './actors/sign-in.ts';
import { hireStaff, signInAdmin, type Staff } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;

beforeAll(async () => {
  admin = await signInAdmin(url);
});

const REFRESH = 'storegraph_refresh';
const whoAmI = async (visitor: Visitor): Promise<string | null> => (await visitor.read('{ me { id } }')).me?.id ?? null;

describe('a session', () => {
  it('gets a new refresh cookie with each refresh, and the access token of the same user', async () => {
    const visitor = createVisitor(url);
    const { user, session } = await register(visitor, newAccount());
    const cookies = new Set([visitor.cookies.get(REFRESH)]);
    for (let round = 0; round < 3; round++) {
      visitor.accessToken = null;
      expect(await refreshSession(visitor)).toMatchObject({
        __typename: 'SignInSuccess',
        user: { id: user.id },
        session: { id: session.id },
      });
      cookies.add(visitor.cookies.get(REFRESH));
      expect(await whoAmI(visitor)).toBe(user.id);
    }
    expect(cookies.size).toBe(4);
  });

  it('keeps its refresh token from every answer', async () => {
    const visitor = createVisitor(url);
    const answer = await visitor.ask(documents.continueAsGuest, { input: { name: 'Gale', phone: '+1 555 0100 200' } });
    expect(JSON.stringify(answer.data)).not.toContain(visitor.cookies.get(REFRESH));
    expect(answer.headers.get('cache-control')).toContain('no-store');
  });

  it('ends with a sign-out: cookie gone, old cookie refused', async () => {
    const visitor = createVisitor(url);
    const account = newAccount();
    await register(visitor, account);
    await confirmEmail(visitor, account);
    const old = visitor.cookies.get(REFRESH)!;
    expect(await logout(visitor)).toBe(1);
    expect(visitor.cookies.has(REFRESH)).toBe(false);
    visitor.cookies.set(REFRESH, old);
    expect(await refreshSession(visitor)).toMatchObject({ __typename: 'SessionEndedError' });
    expect(await login(visitor, account)).toMatchObject({ user: { email: account.email } });
  });

  it('ends on every device at once', async () => {
    const account = newAccount();
    const [laptop, phone] = [createVisitor(url), createVisitor(url)];
    await register(laptop, account);
    await confirmEmail(laptop, account);
    await login(phone, account);
    expect(
      (await phone.read('mutation { logoutEverywhere { ... on LogoutSuccess { endedSessions } } }')).logoutEverywhere
        .endedSessions,
    ).toBe(2);
    expect(await refreshSession(laptop)).toMatchObject({ __typename: 'SessionEndedError' });
  });

  it('ends when an admin changes the role, and comes back with the new one', async () => {
    const account = newAccount();
    const visitor = createVisitor(url);
    const { user } = await register(visitor, account);
    await confirmEmail(visitor, account);
    await admin.visitor.read(documents.setUserRole, { input: { userId: user.id, role: 'STAFF' } });
    expect(await refreshSession(visitor)).toMatchObject({ __typename: 'SessionEndedError' });
    expect((await login(visitor, account)).user.role).toBe('STAFF');
    expect(await visitor.read('{ users(first: 1) { totalCount } }')).toBeTruthy();
  });

  it('is refused to a wrong password, an unknown and an unconfirmed address alike', async () => {
    const { account } = await newCustomer(url);
    const unconfirmed = newAccount();
    await register(createVisitor(url), unconfirmed);
    const answer = async (input: object) => (await createVisitor(url).read(documents.login, { input })).login;
    const [wrong, unknown, right] = await Promise.all([
      answer({ email: account.email, password: 'not the password' }),
      answer({ email: newAccount().email, password: 'not the password' }),
      answer({ email: unconfirmed.email, password: unconfirmed.password }),
    ]);
    expect(wrong).toMatchObject({ __typename: 'InvalidCredentialsError' });
    expect(unknown).toEqual(wrong);
    expect(right).toEqual(wrong);
  });
});

describe('a guest', () => {
  it('becomes an account and keeps id and orders', async () => {
    const variant = await admin.makeVariant({ onHand: 5 });
    const guest = await newGuest(url);
    const order = await guest.placeOrder([{ variantId: variant.id, quantity: 1 }]);
    const account = newAccount();
    expect((await register(guest.visitor, account)).user).toMatchObject({
      id: guest.id,
      isGuest: false,
      email: account.email,
    });

    await confirmEmail(guest.visitor, account);
    const elsewhere = createVisitor(url);
    const { user } = await login(elsewhere, account);
    expect(user.id).toBe(guest.id);
    expect((await elsewhere.read('{ me { orders { edges { node { id } } } } }')).me.orders.edges).toEqual([
      { node: { id: order.id } },
    ]);
    expect((await order.pay()).payment.status).toBe('CAPTURED');
  });
});

describe('a cart', () => {
  it("of a visitor goes into the account's at sign-in: quantities add up, once", async () => {
    const [mug, tea] = await Promise.all([admin.makeVariant({ onHand: 50 }), admin.makeVariant({ onHand: 50 })]);
    const { account, visitor, ...customer } = await newCustomer(url);
    await customer.addToCart(mug.id, 2);
    await logout(visitor);

    const other = createVisitor(url);
    for (const [variantId, quantity] of [
      [mug.id, 1],
      [tea.id, 4],
    ])
      expect((await other.read(documents.addToCart, { input: { variantId, quantity } })).addToCart.__typename).toBe(
        'CartSuccess',
      );
    const { user } = await login(other, account);
    const shopper = asShopper(other, user);
    for (let look = 0; look < 2; look++) {
      const { lines } = await shopper.cart();
      expect(lines.map((line) => [line.variant?.id, line.quantity])).toEqual([
        [mug.id, 3],
        [tea.id, 4],
      ]);
    }
    const order = await shopper.placeOrder();
    expect(order.placed.totalQuantity).toBe(7);
    expect((await shopper.cart()).lines).toEqual([]);
  });

  it('of a visitor stays with them when they check out as a guest', async () => {
    const variant = await admin.makeVariant({ onHand: 50 });
    const visitor = createVisitor(url);
    await visitor.read(documents.addToCart, { input: { variantId: variant.id, quantity: 2 } });
    const { user } = await continueAsGuest(visitor);
    const guest = asShopper(visitor, user);
    expect((await guest.cart()).totalQuantity).toBe(2);
    expect((await guest.placeOrder()).placed.totalQuantity).toBe(2);
  });

  it('is nobody else’s: another visitor and a forged cookie see none of it', async () => {
    const variant = await admin.makeVariant({ onHand: 50 });
    const visitor = createVisitor(url);
    await visitor.read(documents.addToCart, { input: { variantId: variant.id, quantity: 2 } });
    const { cart } = await visitor.read(documents.cart);
    for (const cookie of [undefined, 'x', cart.id, 'A'.repeat(43)]) {
      const other = createVisitor(url);
      if (cookie !== undefined) other.cookies.set('storegraph_visitor', cookie);
      expect((await other.read(documents.cart)).cart.lines).toEqual([]);
      const { updateCartLine } = await other.read(documents.updateCartLine, {
        input: { cartLineId: cart.lines[0].id, quantity: 9 },
      });
      expect(updateCartLine.__typename).toBe('NotFoundError');
    }
  });
});

describe('the public graph', () => {
  it('has no internal mutations and types', async () => {
    const { __schema: schema } = await createVisitor(url).read(
      '{ __schema { types { name } mutationType { fields { name } } queryType { fields { name } } } }',
    );
    const names = [...schema.types, ...schema.mutationType.fields, ...schema.queryType.fields].map(
      ({ name }: { name: string }) => name,
    );
    for (const internal of [
      'reserveStock',
      'commitStock',
      'releaseStock',
      'openPayable',
      'closePayable',
      'variantQuotes',
      '_entities',
      '_service',
      'VariantQuote',
      'PayableInput',
      'ReservationState',
      '_Any',
    ])
      expect(names).not.toContain(internal);
  });

  it.each([
    '{ _service { sdl } }',
    'query { _entities(representations: [{ __typename: "User", id: "x" }]) { __typename } }',
    'mutation { releaseStock(input: { orderId: "x" }) { __typename } }',
    'mutation { closePayable(input: { orderId: "x" }) { __typename } }',
    '{ variantQuotes(ids: ["x"]) { sku } }',
  ])('refuses %s to an admin, too', async (query) => {
    const answer = await admin.visitor.ask(query);
    expect([answer.status, answer.errors[0]?.extensions?.['code']]).toEqual([400, 'GRAPHQL_VALIDATION_FAILED']);
  });

  it('takes nobody’s word for who asks', async () => {
    const staff = await hireStaff(url, admin);
    const forged = JSON.stringify({
      kind: 'user',
      userId: staff.id,
      role: 'ADMIN',
      isGuest: false,
      sessionId: staff.id,
      visitorId: null,
    });
    const answer = await createVisitor(url).post(JSON.stringify({ query: '{ orders { totalCount } }' }), {
      'x-storegraph-viewer': forged,
      'x-user-id': staff.id,
      'x-role': 'ADMIN',
    });
    expect(answer.errors[0]?.extensions?.['code']).toBe('UNAUTHENTICATED');
  });
});

describe('a subgraph', () => {
  it.each(Object.entries(sharedShop().subgraphUrls))('%s refuses all callers but its router', async (_, address) => {
    for (const headers of [
      {},
      { authorization: `Bearer ${admin.visitor.accessToken}` },
      { 'x-storegraph-viewer': 'x', 'x-request-id': 'y' },
    ])
      for (const query of [
        '{ __typename }',
        '{ _service { sdl } }',
        'mutation { reserveStock(input: { orderId: "x", lines: [] }) { __typename } }',
      ]) {
        const response = await fetch(`${address}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...headers } as HeadersInit,
          body: JSON.stringify({ query }),
        });
        expect(response.status).toBe(401);
      }
    const event = await fetch(`${address}/events`, {
      method: 'POST',
      body: JSON.stringify({ type: 'PaymentCaptured' }),
    });
    expect(event.status).toBe(401);
  });
});

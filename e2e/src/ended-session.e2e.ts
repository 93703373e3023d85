import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { documents } from './actors/documents.ts';
import { newCustomer, newGuest, shippingAddress, type Shopper } from './actors/shopper.ts';
import { letGracePass } from './actors/refresh-token.ts';
import { login, newAccount, refreshSession, register } from './actors/sign-in.ts';
import { hireStaff, signInAdmin, type NewVariant, type Staff } from './actors/staff.ts';
import { createVisitor, type Answer, type Visitor } from './actors/visitor.ts';
import { eventually } from './stack/eventually.ts';
import { sharedShop } from './stack/shops.ts';

const { url } = sharedShop();
let admin: Staff;
let variant: NewVariant;
beforeAll(async () => {
  admin = await signInAdmin(url);
  variant = await admin.makeVariant({ onHand: 1_000 });
});

const DISABLE = 'mutation ($input: DisableUserInput!) { disableUser(input: $input) { __typename } }';
const CHANGE_PASSWORD = 'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) { __typename } }';
const END_SESSION = 'mutation ($input: EndSessionInput!) { endSession(input: $input) { __typename } }';
const END_USER_SESSION = 'mutation ($input: EndUserSessionInput!) { endUserSession(input: $input) { __typename } }';

const sessionIdOf = async (visitor: Visitor): Promise<string> => {
  const { me } = (await visitor.read('{ me { sessions { id isCurrent } } }')) as {
    me: { sessions: readonly { id: string; isCurrent: boolean }[] };
  };
  const current = me.sessions.find(({ isCurrent }) => isCurrent);
  if (!current) throw new Error('No session is the one that asks');
  return current.id;
};

/** Whoever still holds the access token, and nothing else. */
const holderOf = ({ accessToken }: Visitor): Visitor => Object.assign(createVisitor(url), { accessToken });
const codeOf = ({ errors }: Answer): unknown => errors[0]?.extensions?.['code'];

const subscribe = ({ accessToken }: Visitor, query: string): Promise<Response> =>
  fetch(`${url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${accessToken}`,
    },
    body: JSON.stringify({ query }),
  });

/** Reads a stream to its end: it is cut off, to be opened again with another token. */
async function expectCut(stream: Response): Promise<void> {
  expect(stream.status).toBe(200);
  expect(await stream.text()).not.toContain('event: complete');
}

type Ended = {
  readonly old: Visitor;
  readonly stream: Response;
  readonly orderId: string;
  readonly paymentId: string;
};

/** What the shopper has begun, and the token of the session that `end` ends. */
async function leftBehind(shopper: Shopper, end: () => Promise<unknown>): Promise<Ended> {
  const order = await shopper.placeOrder([{ variantId: variant.id, quantity: 1 }]);
  const payment = await order.startPayment();
  const old = holderOf(shopper.visitor);
  const stream = await subscribe(old, `subscription { orderUpdated(id: "${order.id}") { status } }`);
  await end();
  return { old, stream, orderId: order.id, paymentId: payment.id };
}

const endings: Record<string, () => Promise<Ended>> = {
  'signs out': async () => {
    const shopper = await newCustomer(url);
    return leftBehind(shopper, () => holderOf(shopper.visitor).read(documents.logout));
  },
  'signs out everywhere': async () => {
    const { account, ...shopper } = await newCustomer(url);
    const phone = createVisitor(url);
    await login(phone, account);
    return leftBehind(shopper, () => phone.read('mutation { logoutEverywhere { __typename } }'));
  },
  'changes the password elsewhere': async () => {
    const { account, ...shopper } = await newCustomer(url);
    const phone = createVisitor(url);
    await login(phone, account);
    const input = { currentPassword: account.password, newPassword: randomUUID() };
    return leftBehind(shopper, () => phone.read(CHANGE_PASSWORD, { input }));
  },
  'signs that device out elsewhere': async () => {
    const { account, ...shopper } = await newCustomer(url);
    const phone = createVisitor(url);
    await login(phone, account);
    return leftBehind(shopper, async () => {
      const input = { sessionId: await sessionIdOf(shopper.visitor) };
      await phone.read(END_SESSION, { input });
    });
  },
  'is signed out by staff': async () => {
    const shopper = await newCustomer(url);
    return leftBehind(shopper, async () => {
      const input = { userId: shopper.id, sessionId: await sessionIdOf(shopper.visitor) };
      await admin.visitor.read(END_USER_SESSION, { input });
    });
  },
  'has a used refresh cookie come back': async () => {
    const shopper = await newCustomer(url);
    const [owner, thief] = [createVisitor(url), createVisitor(url)];
    for (const browser of [owner, thief])
      for (const [name, value] of shopper.visitor.cookies) browser.cookies.set(name, value);
    return leftBehind(shopper, async () => {
      await refreshSession(owner);
      await letGracePass(sharedShop(), shopper.id);
      await refreshSession(thief);
    });
  },
  'is given another role': async () => {
    const shopper = await newCustomer(url);
    const input = { userId: shopper.id, role: 'STAFF' };
    return leftBehind(shopper, () => admin.visitor.read(documents.setUserRole, { input }));
  },
  'is locked out': async () => {
    const shopper = await newCustomer(url);
    return leftBehind(shopper, () => admin.visitor.read(DISABLE, { input: { userId: shopper.id } }));
  },
  'becomes an account, as a guest': async () => {
    const guest = await newGuest(url);
    return leftBehind(guest, () => register(guest.visitor, newAccount()));
  },
};

describe.each(Object.entries(endings))('the access token of a shopper who %s', (_, end) => {
  it('places and pays no order, changes nothing, and hears no more', async () => {
    const { old, stream, orderId, paymentId } = await end();
    await eventually(async () =>
      expect((await old.ask('{ me { id } }')).headers.get('www-authenticate')).toContain('invalid_token'),
    );
    const idempotencyKey = randomUUID();
    const lines = [{ variantId: variant.id, quantity: 1 }];
    const tries = [
      old.ask(documents.placeOrder, { input: { idempotencyKey, lines, shippingAddress } }),
      old.ask(documents.startPayment, { input: { idempotencyKey, orderId, method: 'CARD' } }),
      old.ask(documents.confirmPayment, { input: { idempotencyKey, paymentId } }),
      old.ask(CHANGE_PASSWORD, { input: { currentPassword: 'x', newPassword: randomUUID() } }),
      old.ask('mutation { logoutEverywhere { __typename } }'),
    ];
    for (const answer of await Promise.all(tries)) {
      expect(codeOf(answer)).toBe('UNAUTHENTICATED');
      expect(answer.headers.get('www-authenticate')).toContain('invalid_token');
    }
    await expectCut(stream);
    expect((await subscribe(old, `subscription { orderUpdated(id: "${orderId}") { status } }`)).status).toBe(401);
  });
});

describe('the access token of staff', () => {
  it.each(['demoted', 'locked out'])('who were %s does nothing from then on', async (how) => {
    const staff = await hireStaff(url, admin);
    const old = holderOf(staff.visitor);
    const stream = await subscribe(old, 'subscription { orderFeed { status } }');
    const input = { userId: staff.id };
    await (how === 'demoted'
      ? admin.visitor.read(documents.setUserRole, { input: { ...input, role: 'CUSTOMER' } })
      : admin.visitor.read(DISABLE, { input }));
    await eventually(async () => expect(codeOf(await old.ask('{ orders { totalCount } }'))).toBe('UNAUTHENTICATED'));
    const idempotencyKey = randomUUID();
    const stock = { idempotencyKey, variantId: variant.id, delta: 5, reason: 'A gift' };
    expect(codeOf(await old.ask(documents.adjustStock, { input: stock }))).toBe('UNAUTHENTICATED');
    await expectCut(stream);
  });
});

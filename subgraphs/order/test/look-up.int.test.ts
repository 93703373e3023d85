import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@storegraph/subgraph-kit/id';
import { anonymous } from '@storegraph/testkit/viewers';
import { openShop, type Shop } from './shop.ts';

const PHONE = '+44 20 7946 0123';
const LOOK_UP = /* GraphQL */ `
  mutation LookUp($input: LookUpOrderInput!) {
    lookUpOrder(input: $input) {
      __typename
      ... on LookUpOrderSuccess {
        order {
          number
          status
          fulfillmentStatus
          totalQuantity
          total {
            amount
          }
          lines {
            name
            quantity
          }
          timeline {
            kind
            actorKind
          }
        }
      }
      ... on RateLimitedError {
        retryAfterSeconds
      }
      ... on UserError {
        message
        field
      }
    }
  }
`;

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const lookUp = async (
  number: string,
  phone = PHONE,
  { addressHash, of = shop }: { addressHash?: string; of?: Shop } = {},
) => {
  const { result } = await of.subgraph.client({
    query: LOOK_UP,
    variables: { input: { number, phone } },
    viewer: anonymous,
    requestId: newId(),
    addressHash,
  });
  return (result.data as any).lookUpOrder;
};
const placedBy = async (phone: string, of = shop): Promise<string> => {
  const { viewer, id } = await of.placed(2);
  of.user.phones.set(viewer.userId, phone);
  return (await of.order(viewer, id)).number;
};

describe('looking an order up', () => {
  it('shows who knows number and phone how it stands', async () => {
    const number = await placedBy(PHONE);
    const found = await lookUp(number.toLowerCase());
    expect(found).toMatchObject({
      __typename: 'LookUpOrderSuccess',
      order: {
        number,
        status: 'PENDING_PAYMENT',
        fulfillmentStatus: 'UNFULFILLED',
        totalQuantity: 2,
        timeline: [{ kind: 'PLACED', actorKind: 'BUYER' }],
      },
    });
    expect(found.order.lines).toHaveLength(1);
  });

  it.each(['buyer { name }', 'shippingAddress { city }', 'note', 'availableActions', 'payment { id }'])(
    'has no %s to ask for',
    async (field) => {
      const { errors } = await shop.ask(
        anonymous,
        `mutation { lookUpOrder(input: { number: "SG-100001", phone: "123456" }) { ... on LookUpOrderSuccess { order { ${field} } } } }`,
      );
      expect(errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    },
  );

  it('answers an unknown number, one that is none and a wrong phone alike, by the same steps', async () => {
    const number = await placedBy(PHONE);
    const answers = [];
    for (const [tried, phone] of [
      [number, '+44 20 7946 9999'],
      ['SG-999999999', PHONE],
      ['nonsense', PHONE],
    ] as const) {
      shop.statements.length = 0;
      const asked = shop.user.faults.calls.get('OrderComparesPhone') ?? 0;
      const answer = await lookUp(tried, phone);
      answers.push({
        answer,
        statements: shop.statements.filter((statement) => statement.includes('findOrderBySequence')).length,
        asked: (shop.user.faults.calls.get('OrderComparesPhone') ?? 0) - asked,
      });
    }
    expect(answers[0]).toMatchObject({
      answer: { __typename: 'NotFoundError', field: ['input'] },
      statements: 1,
      asked: 1,
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('says that it cannot tell while user does not answer, whatever is asked', async () => {
    const number = await placedBy(PHONE);
    shop.user.faults.isDown = true;
    try {
      expect((await lookUp(number)).__typename).toBe('ServiceUnavailableError');
      expect((await lookUp('SG-999999999')).__typename).toBe('ServiceUnavailableError');
    } finally {
      shop.user.faults.isDown = false;
    }
  });

  it.each([
    ['number', { number: '\u0000', phone: PHONE }],
    ['number', { number: 'x'.repeat(21), phone: PHONE }],
    ['phone', { number: 'SG-100001', phone: 'call me' }],
  ])('refuses a %s that cannot be one', async (field, { number, phone }) => {
    expect(await lookUp(number, phone)).toMatchObject({ __typename: 'InvalidInputError', field: ['input', field] });
  });
});

describe('tries to look orders up', () => {
  it('are limited by number from all addresses, the right phone too, and by address over all numbers', async () => {
    const limited = await openShop({ lookUpRate: '3/60' });
    try {
      const number = await placedBy(PHONE, limited);
      for (let n = 0; n < 3; n++)
        expect((await lookUp(number, '123456', { addressHash: newId(), of: limited })).__typename).toBe(
          'NotFoundError',
        );
      expect(await lookUp(` ${number.toLowerCase()}`, PHONE, { addressHash: newId(), of: limited })).toMatchObject({
        __typename: 'RateLimitedError',
        retryAfterSeconds: expect.any(Number),
      });
      const addressHash = newId();
      for (let n = 0; n < 3; n++)
        expect((await lookUp(`SG-20000${n}`, PHONE, { addressHash, of: limited })).__typename).toBe('NotFoundError');
      const other = await placedBy(PHONE, limited);
      expect((await lookUp(other, PHONE, { addressHash, of: limited })).__typename).toBe('RateLimitedError');
      expect((await lookUp(other, PHONE, { addressHash: newId(), of: limited })).__typename).toBe('LookUpOrderSuccess');
    } finally {
      await limited.close();
    }
  });
});

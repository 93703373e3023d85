import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  availableActions,
  INITIAL_STATE,
  ORDER_ACTIONS,
  ORDER_STATES,
  ORDER_TRANSITIONS,
  toOrderState,
  unavailableActions,
  type Order,
  type OrderRole,
  type OrderState,
  type OrderTransition,
} from './order.ts';

const transitions: readonly OrderTransition[] = Object.values(ORDER_TRANSITIONS);
const same = (one: OrderState, other: OrderState): boolean =>
  one.status === other.status && one.fulfillmentStatus === other.fulfillmentStatus;

const orderAt = (state: OrderState, holdMs = 60_000): Order => ({
  ...state,
  id: '',
  number: '',
  userId: '',
  note: null,
  totalQuantity: 1,
  total: { amount: 1, currency: 'USD' },
  shippingAddress: {
    recipient: '',
    phone: null,
    line1: '',
    line2: null,
    city: '',
    region: null,
    postalCode: '',
    countryCode: 'DE',
  },
  placedAt: new Date(0),
  readAt: new Date(0),
  holdExpiresAt: new Date(holdMs),
});

describe('the states of an order', () => {
  it('are reached from the first one by any path of transitions, which never comes back', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), (choices) => {
        let state: OrderState = INITIAL_STATE;
        const seen = new Set<string>();
        for (const choice of choices) {
          const possible = transitions.filter((transition) => same(transition.from, state));
          if (possible.length === 0) break;
          seen.add(JSON.stringify(state));
          state = possible[choice % possible.length]!.to;
          expect(seen).not.toContain(JSON.stringify(state));
          expect(ORDER_STATES.some((each) => same(each, state))).toBe(true);
        }
      }),
    );
  });

  it('reject a pair that no order can be in', () => {
    for (const { status } of ORDER_STATES)
      for (const { fulfillmentStatus } of ORDER_STATES)
        if (ORDER_STATES.some((state) => state.status === status && state.fulfillmentStatus === fulfillmentStatus))
          expect(toOrderState(status, fulfillmentStatus)).toEqual({ status, fulfillmentStatus });
        else expect(() => toOrderState(status, fulfillmentStatus)).toThrow(RangeError);
  });
});

describe('availableActions', () => {
  const actions = (state: OrderState, ...roles: OrderRole[]) => availableActions(orderAt(state), roles);

  it.each<[string, OrderState, string[], string[]]>([
    ['an unpaid order', ORDER_TRANSITIONS.pay.from, ['PAY', 'UPDATE', 'CANCEL'], ['UPDATE', 'CANCEL']],
    ['a paid order', ORDER_TRANSITIONS.pay.to, ['CANCEL'], ['CANCEL', 'CONFIRM']],
    ['a confirmed order', ORDER_TRANSITIONS.confirm.to, [], ['SHIP']],
    ['a shipped order', ORDER_TRANSITIONS.ship.to, [], ['DELIVER']],
    ['a delivered order', ORDER_TRANSITIONS.deliver.to, [], []],
    ['a cancelled order', ORDER_TRANSITIONS.cancel.to, [], []],
    ['an expired order', ORDER_TRANSITIONS.expire.to, [], []],
  ])('of %s', (_, state, buyer, staff) => {
    expect(actions(state, 'BUYER')).toEqual(buyer);
    expect(actions(state, 'STAFF')).toEqual(staff);
    expect(new Set(actions(state, 'BUYER', 'STAFF'))).toEqual(new Set([...buyer, ...staff]));
    expect(actions(state)).toEqual([]);
  });

  it('takes no payment from the moment the hold has run out', () => {
    expect(availableActions(orderAt(INITIAL_STATE, 0), ['BUYER'])).toEqual(['UPDATE', 'CANCEL']);
    expect(availableActions(orderAt(INITIAL_STATE, 1), ['BUYER'])).toContain('PAY');
  });
});

describe('unavailableActions', () => {
  const reasons = (state: OrderState, ...roles: OrderRole[]) =>
    Object.fromEntries(unavailableActions(orderAt(state), roles).map(({ action, reason }) => [action, reason]));

  it('say of each action of a role why it cannot be taken, unless it can', () => {
    const all = new Set(ORDER_ACTIONS.map(({ action }) => action));
    for (const state of ORDER_STATES)
      for (const roles of [['BUYER'], ['STAFF'], ['BUYER', 'STAFF']] as OrderRole[][]) {
        const [possible, others] = [
          availableActions(orderAt(state), roles),
          unavailableActions(orderAt(state), roles).map(({ action }) => action),
        ];
        const own = [...all].filter((action) =>
          ORDER_ACTIONS.some((rule) => rule.action === action && rule.by.some((role) => roles.includes(role))),
        );
        expect([...possible, ...others].toSorted()).toEqual(own.toSorted());
      }
  });

  it.each<[string, OrderState, Record<string, string>]>([
    ['an unpaid order', INITIAL_STATE, { CONFIRM: 'TOO_EARLY', SHIP: 'TOO_EARLY', DELIVER: 'TOO_EARLY' }],
    [
      'a paid order',
      ORDER_TRANSITIONS.pay.to,
      { PAY: 'TOO_LATE', UPDATE: 'TOO_LATE', SHIP: 'TOO_EARLY', DELIVER: 'TOO_EARLY' },
    ],
    [
      'a confirmed order',
      ORDER_TRANSITIONS.confirm.to,
      { PAY: 'TOO_LATE', UPDATE: 'TOO_LATE', CANCEL: 'TOO_LATE', CONFIRM: 'TOO_LATE', DELIVER: 'TOO_EARLY' },
    ],
    [
      'a cancelled order',
      ORDER_TRANSITIONS.cancel.to,
      { PAY: 'ENDED', UPDATE: 'ENDED', CANCEL: 'ENDED', CONFIRM: 'ENDED', SHIP: 'ENDED', DELIVER: 'ENDED' },
    ],
  ])('of %s', (_, state, expected) => {
    expect(reasons(state, 'BUYER', 'STAFF')).toEqual(expected);
    expect(reasons(state)).toEqual({});
  });

  it('say that the time to pay is over', () => {
    expect(unavailableActions(orderAt(INITIAL_STATE, 0), ['BUYER'])).toEqual([
      { action: 'PAY', reason: 'HOLD_EXPIRED' },
    ]);
  });
});

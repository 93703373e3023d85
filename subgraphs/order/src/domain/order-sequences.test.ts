import fc from 'fast-check';
import { expect, it } from 'vitest';
import { manySequences } from '@storegraph/testkit/sequences';
import {
  availableActions,
  INITIAL_STATE,
  ORDER_TRANSITIONS,
  unavailableActions,
  type Order,
  type OrderAction,
  type OrderRole,
  type OrderState,
  type UnavailableReason,
} from './order.ts';
import type { TimelineKind } from './timeline.ts';

type Transition = keyof typeof ORDER_TRANSITIONS;
type Command = Transition | 'update' | 'endHold';

const aCommand = fc.constantFrom<Command>(
  'pay',
  'cancel',
  'cancelPaid',
  'cancelConfirmed',
  'expire',
  'confirm',
  'ship',
  'deliver',
  'update',
  'endHold',
);
const HOLD_ENDS = new Date(60_000);

/**
 * An order in the words of the shop floor: how far it has come, and whether it came off the road. Knows nothing of the
 * table.
 */
type Model = { stage: 0 | 1 | 2 | 3 | 4; ended: 'cancelled' | 'expired' | null; isHoldOver: boolean };

function follow(model: Model, command: Command): boolean {
  const moveOn = (from: number): boolean => {
    if (model.ended !== null || model.stage !== from) return false;
    model.stage++;
    return true;
  };
  const end = (from: number, ended: 'cancelled' | 'expired'): boolean => {
    if (model.ended !== null || model.stage !== from) return false;
    model.ended = ended;
    return true;
  };
  switch (command) {
    case 'pay':
      return moveOn(0);
    case 'confirm':
      return moveOn(1);
    case 'ship':
      return moveOn(2);
    case 'deliver':
      return moveOn(3);
    case 'cancel':
      return end(0, 'cancelled');
    case 'cancelPaid':
      return end(1, 'cancelled');
    case 'cancelConfirmed':
      return end(2, 'cancelled');
    case 'expire':
      return end(0, 'expired');
    case 'update':
      return model.ended === null && model.stage === 0;
    case 'endHold':
      model.isHoldOver = true;
      return true;
  }
}

const SHOWN = [
  ['PENDING_PAYMENT', 'UNFULFILLED'],
  ['PAID', 'UNFULFILLED'],
  ['CONFIRMED', 'UNFULFILLED'],
  ['CONFIRMED', 'SHIPPED'],
  ['COMPLETED', 'DELIVERED'],
] as const;
const shown = ({ stage, ended }: Model): readonly [string, string] =>
  ended === null ? SHOWN[stage] : [ended.toUpperCase(), 'UNFULFILLED'];

/** The stages in which each action can be taken. */
const STAGES: Record<OrderAction, { first: number; last: number; by: readonly OrderRole[] }> = {
  PAY: { first: 0, last: 0, by: ['BUYER'] },
  UPDATE: { first: 0, last: 0, by: ['BUYER', 'STAFF'] },
  CANCEL: { first: 0, last: 1, by: ['BUYER', 'STAFF'] },
  CONFIRM: { first: 1, last: 1, by: ['STAFF'] },
  SHIP: { first: 2, last: 2, by: ['STAFF'] },
  DELIVER: { first: 3, last: 3, by: ['STAFF'] },
};

function whyNot({ stage, ended, isHoldOver }: Model, action: OrderAction): UnavailableReason | null {
  const { first, last } = STAGES[action];
  if (ended !== null) return 'ENDED';
  if (stage < first) return 'TOO_EARLY';
  if (stage > last) return 'TOO_LATE';
  return action === 'PAY' && isHoldOver ? 'HOLD_EXPIRED' : null;
}

/** Each life that an order can have, as its timeline tells it. */
const LIVES =
  /^PLACED( UPDATED)*( CANCELLED| EXPIRED| PAID( CANCELLED| CONFIRMED( CANCELLED| SHIPPED( DELIVERED)?)?)?)?$/;

const isAt = (state: OrderState, other: OrderState) =>
  state.status === other.status && state.fulfillmentStatus === other.fulfillmentStatus;

/** The table, applied by a reader who takes it at its word. */
function createOrder() {
  let state: OrderState = INITIAL_STATE;
  let isHoldOver = false;
  const timeline: TimelineKind[] = ['PLACED'];
  const order = (): Order => ({
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
    readAt: isHoldOver ? HOLD_ENDS : new Date(0),
    holdExpiresAt: HOLD_ENDS,
  });
  const take = (command: Command): boolean => {
    if (command === 'endHold') return (isHoldOver = true);
    if (command === 'update') {
      if (!availableActions(order(), ['BUYER']).includes('UPDATE')) return false;
      timeline.push('UPDATED');
      return true;
    }
    const { from, to, timeline: kind } = ORDER_TRANSITIONS[command];
    if (!isAt(state, from)) return false;
    state = to;
    timeline.push(kind);
    return true;
  };
  return { order, take, timeline };
}

const ROLES: readonly (readonly OrderRole[])[] = [['BUYER'], ['STAFF'], ['BUYER', 'STAFF']];

it(
  'an order takes each sequence of commands as a model of it does, and says before each what it will take',
  { timeout: 60_000 },
  () => {
    fc.assert(
      fc.property(fc.array(aCommand, { maxLength: 20 }), (commands) => {
        const model: Model = { stage: 0, ended: null, isHoldOver: false };
        const { order, take, timeline } = createOrder();
        const seen: unknown[] = [];
        const wanted: unknown[] = [];
        for (const command of commands) {
          for (const roles of ROLES) {
            const own = (Object.keys(STAGES) as OrderAction[]).filter((action) =>
              STAGES[action].by.some((role) => roles.includes(role)),
            );
            wanted.push(own.map((action) => `${action} ${whyNot(model, action) ?? 'available'}`).toSorted());
            seen.push(
              [
                ...availableActions(order(), roles).map((action) => `${action} available`),
                ...unavailableActions(order(), roles).map(({ action, reason }) => `${action} ${reason}`),
              ].toSorted(),
            );
          }
          wanted.push([command, follow(model, command), ...shown(model)]);
          seen.push([command, take(command), order().status, order().fulfillmentStatus]);
        }
        // Once for all of a sequence: each look takes longer than a step.
        expect(seen).toEqual(wanted);
        expect(timeline.join(' ')).toMatch(LIVES);
      }),
      manySequences(),
    );
  },
);

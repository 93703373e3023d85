import { expect, it } from 'vitest';
import { mergeLogs, subjectPage } from './audit-logs.ts';

const log = (ids: readonly string[], hasNextPage = false): any => ({
  edges: ids.map((id) => ({ cursor: id, node: { id, at: id } })),
  pageInfo: { hasNextPage, endCursor: ids.at(-1) ?? null },
});
const merge = (logs: Partial<Parameters<typeof mergeLogs>[0]>) =>
  mergeLogs({ user: log([]), order: log([]), inventory: log([]), payment: log([]), ...logs });
const idsOf = (merged: ReturnType<typeof mergeLogs>): string[] => merged.entries.map(({ id }) => id);

it('shows the logs as one, the latest first', () => {
  const merged = merge({ user: log(['9', '3']), order: log(['5', '4']), payment: log(['7']) });
  expect(idsOf(merged)).toEqual(['9', '7', '5', '4', '3']);
  expect(merged.next).toEqual({});
});

it('shows no entry before one that was not read yet', () => {
  const merged = merge({ user: log(['9', '8'], true), order: log(['7', '5']), payment: log(['8', '6'], true) });
  expect(idsOf(merged)).toEqual(['9', '8', '8']);
  expect(merged.next).toEqual({ userAfter: '8', paymentAfter: '6' });
});

it('tells which part does not answer', () => {
  expect(merge({ inventory: null, order: log(['1']) })).toMatchObject({ away: ['inventory'], entries: [{ id: '1' }] });
});

it.each([
  ['user', 'setUserRole', '/admin/users/x'],
  ['user', 'updateStaffRole', '/admin/roles'],
  ['order', 'shipOrder', '/admin/orders/x'],
  ['inventory', 'setStock', '/admin/stock'],
  ['inventory', 'ProductCreated', null],
  ['payment', 'refundPayment', null],
] as const)('leads from what happened to %s by %s to %s', (part, action, page) => {
  expect(subjectPage({ part, action, subjectId: 'x' } as any)).toBe(page);
});

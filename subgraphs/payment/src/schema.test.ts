import { expect, it } from 'vitest';
import { schemaEnums } from '@storegraph/testkit/schema-enums';
import { PAYABLE_STATES } from './domain/payable.ts';
import { PAYMENT_METHODS, PAYMENT_STATUSES } from './domain/payment.ts';
import { REFUND_STATUSES } from './domain/refund.ts';

const enums = schemaEnums(new URL('../schema.graphql', import.meta.url));

it.each<[string, readonly string[]]>([
  ['PaymentStatus', PAYMENT_STATUSES],
  ['PaymentMethod', PAYMENT_METHODS],
  ['RefundStatus', REFUND_STATUSES],
  ['PayableState', PAYABLE_STATES],
])('the schema and the domain name the same members of %s', (type, names) => {
  expect(new Set(names)).toEqual(new Set(enums.get(type)));
});

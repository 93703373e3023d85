import { readFileSync } from 'node:fs';
import { parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { payableStates } from '../domain/payable.ts';
import { paymentMethods, paymentStatuses } from '../domain/payment.ts';

describe('the names of the domain', () => {
  const enums = new Map<string, readonly string[]>();
  visit(parse(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8')), {
    EnumTypeDefinition: ({ name, values }) => void enums.set(name.value, values?.map((value) => value.name.value) ?? []),
  });

  it.each([
    ['PaymentStatus', paymentStatuses],
    ['PaymentMethod', paymentMethods],
    ['PayableState', payableStates],
  ])('are those of the enum %s in the schema', (name, values) => {
    expect(enums.get(name)).toEqual(values);
  });
});

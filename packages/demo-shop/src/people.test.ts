import fc from 'fast-check';
import { expect, test } from 'vitest';
import { customersOf, demoPassword, demoSignIns } from './people.ts';

const now = new Date('2026-06-01T09:00:00Z');
const input = { seed: 5, count: 2_000, now, days: 180 };

function all() {
  const customers = customersOf(input);
  return Array.from({ length: customers.length }, (_, n) => customers.at(n));
}

test('makes the same people for the same seed and others for another', () => {
  expect(all()).toEqual(all());
  expect(customersOf({ ...input, seed: 6 }).at(1).id).not.toBe(customersOf(input).at(1).id);
});

test('never gives two people one id, e-mail or phone', () => {
  const people = all();
  const emails = people.map(({ email }) => email).filter((email) => email !== null);
  expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  expect(new Set(emails).size).toBe(emails.length);
  expect(new Set(people.map(({ phone }) => phone)).size).toBe(people.length);
});

test('uses reserved mail domains, international phones and two-letter countries', () => {
  for (const { email, phone, address, isGuest } of all()) {
    expect(email === null).toBe(isGuest);
    if (email !== null) expect(email).toMatch(/^([a-z]+\.[a-z]+\d+@example\.(com|org)|mia@storegraph\.example)$/);
    expect(phone).toMatch(/^\+[1-9]\d{9,14}$/);
    expect(address.countryCode).toMatch(/^[A-Z]{2}$/);
    expect(address.postalCode).not.toContain('#');
  }
});

test('comes from many countries', () => {
  expect(new Set(all().map(({ address }) => address.countryCode)).size).toBeGreaterThanOrEqual(12);
});

test('counts as registered exactly those who registered before', () => {
  const customers = customersOf(input);
  fc.assert(
    fc.property(fc.integer({ min: now.getTime() - 239 * 86_400_000, max: now.getTime() }), (ms) => {
      const count = customers.registeredBy(new Date(ms));
      expect(customers.at(count - 1).registeredAt.getTime()).toBeLessThanOrEqual(ms);
      if (count < customers.length) expect(customers.at(count).registeredAt.getTime()).toBeGreaterThan(ms);
    }),
  );
});

test('refuses a customer outside of the series', () => {
  expect(() => customersOf(input).at(2_000)).toThrow(RangeError);
  expect(() => customersOf(input).at(-1)).toThrow(RangeError);
});

test('offers one sign-in of each role, the shopper being the first customer', () => {
  expect(
    Object.values(demoSignIns)
      .map(({ role }) => role)
      .sort(),
  ).toEqual(['ADMIN', 'CUSTOMER', 'STAFF']);
  expect(customersOf(input).at(0)).toMatchObject({ id: demoSignIns.customer.id, email: 'mia@storegraph.example' });
  expect(demoPassword.length).toBeGreaterThanOrEqual(8);
  expect(demoPassword.length).toBeLessThanOrEqual(128);
});

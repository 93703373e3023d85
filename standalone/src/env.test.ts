import { describe, expect, it } from 'vitest';
import { readShopSettings } from './env.ts';

const given = (names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names).map(([name, database]) => [
      `DATABASE_URL_${name}`,
      database.includes(':') ? database : `mysql://shop:pw@db.example/${database}`,
    ]),
  );
const four = { USER: 'a', INVENTORY: 'b', ORDER: 'c', PAYMENT: 'd' };

describe('readShopSettings', () => {
  it('takes four databases, or none', () => {
    expect(readShopSettings({}).databases).toBeNull();
    expect(readShopSettings(given(four)).databases?.order.url).toBe('mysql://shop:pw@db.example/c');
    expect(() => readShopSettings(given({ USER: 'a' }))).toThrow('give all four databases');
  });

  it.each(['postgres://db.example/c', 'no:address'])('refuses %s as a database', (order) => {
    expect(() => readShopSettings(given({ ...four, ORDER: order }))).toThrow('DATABASE_URL_ORDER is not an address');
  });

  it.each(['3601', '0.05'])('refuses a payment window that the payment subgraph refuses: %s s', (seconds) => {
    expect(() => readShopSettings({ PAYMENT_WINDOW_SECONDS: seconds })).toThrow('PAYMENT_WINDOW_SECONDS');
  });

  it('refuses one database for two subgraphs', () => {
    expect(() => readShopSettings(given({ ...four, ORDER: 'a' }))).toThrow('needs a database of its own');
  });
});

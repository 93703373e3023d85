import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShopSettings } from './env.ts';
import { subgraphNames } from './services.ts';

const given = (names: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(names).map(([name, database]) => [
      `DATABASE_URL_${name}`,
      database.includes(':') ? database : `mysql://shop:pw@db.example/${database}`,
    ]),
  );
const all = Object.fromEntries(subgraphNames.map((name) => [name.toUpperCase(), `of-${name}`]));

describe('readShopSettings', () => {
  it('takes a database for each subgraph, or none', () => {
    expect(readShopSettings({}).databases).toBeNull();
    expect(readShopSettings(given(all)).databases?.order.url).toBe('mysql://shop:pw@db.example/of-order');
    expect(() => readShopSettings(given({ USER: 'a' }))).toThrow('give the databases of all subgraphs');
  });

  it.each(['postgres://db.example/c', 'no:address'])('refuses %s as a database', (order) => {
    expect(() => readShopSettings(given({ ...all, ORDER: order }))).toThrow('DATABASE_URL_ORDER: ');
  });

  it.each(['3601', '0.05'])('refuses a payment window that the payment subgraph refuses: %s s', (seconds) => {
    expect(() => readShopSettings({ PAYMENT_WINDOW_SECONDS: seconds })).toThrow('PAYMENT_WINDOW_SECONDS');
  });

  it.each([
    ['LOW_STOCK_THRESHOLD', '-1'],
    ['EXECUTOR', 'fast'],
    ['EVENTS_URL', 'http://broker'],
  ])('refuses %s=%s, which a service would refuse', (name, value) => {
    expect(() => readShopSettings({ [name]: value })).toThrow(name);
  });

  it('reads an address from a file, too, and takes one of spaces for missing', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'settings-')), 'address');
    await writeFile(file, 'mysql://shop:pw@db.example/e\n');
    const { DATABASE_URL_ORDER: _, ...others } = given(all);
    expect(readShopSettings({ ...others, DATABASE_URL_ORDER_FILE: file }).databases?.order.url).toBe(
      'mysql://shop:pw@db.example/e',
    );
    expect(readShopSettings({ DATABASE_URL_ORDER: ' ' }).databases).toBeNull();
    await rm(dirname(file), { recursive: true });
  });

  it('lets a demo without a mail server keep its mails in the shop, and no other shop', () => {
    expect(readShopSettings({}).environment['MAILBOX']).toBe('true');
    expect(readShopSettings({ DEMO: 'false' }).environment['MAILBOX']).toBeUndefined();
    expect(readShopSettings({ SMTP_URL: 'smtp://mail.example' }).environment['MAILBOX']).toBeUndefined();
    expect(readShopSettings(given(all)).environment['MAILBOX']).toBeUndefined();
  });

  it('refuses one database for two subgraphs', () => {
    expect(() => readShopSettings(given({ ...all, ORDER: 'of-user' }))).toThrow('needs a database of its own');
  });
});

import { ExportMyDataDocument } from '@storegraph/client/documents';
import { collectMyData } from '@storegraph/client/my-data';
import { print } from 'graphql';
import { expect, it } from 'vitest';
import { newMarkedPerson } from './actors/marked-person.ts';
import { newCustomer } from './actors/shopper.ts';
import { hireStaff, signInAdmin } from './actors/staff.ts';
import { createVisitor, type Visitor } from './actors/visitor.ts';
import { sharedShop, startOwnShop } from './stack/shops.ts';

const { url } = sharedShop();
const exportOf = async (visitor: Visitor): Promise<string> =>
  JSON.stringify(
    await collectMyData(async (variables) => (await visitor.read(print(ExportMyDataDocument), variables)).exportMyData),
  );

it(
  'gives a person all that they told the shop, in every input, as the client asks for it',
  { timeout: 120_000 },
  async () => {
    const shop = await startOwnShop({ settings: { SHOPPER_MAX_UNPAID_ORDERS: '50' } });
    const admin = await signInAdmin(shop.url);
    const staff = await hireStaff(shop.url, admin);
    const variant = await admin.makeVariant({ onHand: 500 });
    const { visitor, marks, shopper } = await newMarkedPerson(shop.url, staff, variant);
    const [mark = '', digits] = marks;
    // Not here: what was written over (other names), and is nowhere; the password, of which there is a digest; and the
    // keys that browsers make up, which are forgotten after a week.
    const given = [
      shopper.id,
      `Renamed ${mark}`,
      `${mark}@example.com`,
      `+1 ${digits}`,
      ...['Book', 'Buyer', 'Other'].map((which) => `${which} ${mark}`),
      `1 ${mark} Street`,
      `c/o ${mark}`,
      `City of ${mark}`,
      `State of ${mark}`,
      mark.slice(0, 16),
      `Note of ${mark}`,
      `Other note of ${mark}`,
      `So says ${mark}`,
      `Again ${mark}`,
      `ref-${mark}`,
      `T-${mark}`,
      `${mark} complained`,
      variant.sku,
    ];
    const file = await exportOf(visitor);
    expect(given.filter((text) => !file.includes(JSON.stringify(text).slice(1, -1)))).toEqual([]);
    expect(file).toContain('"isRefused":true');
    await shop.stop();
  },
);

it('gives nobody the data of another', async () => {
  const [one, other] = await Promise.all([newCustomer(url), newCustomer(url)]);
  const [mine, theirs] = await Promise.all([exportOf(one.visitor), exportOf(other.visitor)]);
  expect(mine).toContain(one.account.email);
  expect(mine).not.toContain(other.account.email);
  expect(theirs).not.toContain(one.account.email);
  const { data } = await createVisitor(url).ask('{ exportMyData { id } }');
  expect(data.exportMyData).toBeNull();
});

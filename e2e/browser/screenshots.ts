import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { demoCategories, demoProducts } from '@storegraph/demo-shop/catalogue';
import { demoSignIns } from '@storegraph/demo-shop/people';
import { startPrivateDatabase } from '@storegraph/private-database/private-database';
import { chromium, type Browser, type Page } from 'playwright-core';
import { obtainChromium } from '../../scripts/obtain-chromium.ts';
import { newGuest, type LineInput } from '../src/actors/shopper.ts';
import { eventually } from '../src/stack/eventually.ts';
import { startStack } from '../src/stack/start-stack.ts';
import { browserArguments } from './browser-arguments.ts';
import { enterStaffArea, fillCart, giveContact, orderAsGuest, startPayment } from './shop-steps.ts';
import { desktop, phone } from './sizes.ts';

// `npm run screenshots -w e2e -- <folder>`: takes the pictures of the documentation, of a demo shop in use.
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: npm run screenshots -w e2e -- <folder>');

/** A page worth showing; leaves it open, as it shall be seen. */
type Scene = { readonly name: string; readonly open: (page: Page) => Promise<void> };

const variantOf = (productIndex: number): string => {
  const variant = demoProducts[productIndex]?.variants.find(({ available }) => available > 3);
  if (variant === undefined) throw new Error(`Product ${productIndex} has no variant to sell`);
  return variant.id;
};

const orderThreeThings = async (page: Page): Promise<string> => {
  await fillCart(page, variantOf(0), 2);
  await fillCart(page, variantOf(12));
  return (await orderAsGuest(page)).orderId;
};

const scenes: readonly Scene[] = [
  { name: 'home', open: (page) => show(page, '/') },
  {
    name: 'category',
    open: (page) => show(page, `/categories/${demoCategories.find(({ parentId }) => parentId !== null)?.slug}`),
  },
  {
    name: 'product',
    open: (page) => show(page, `/products/${demoProducts.find(({ variants }) => variants.length > 3)?.slug}`),
  },
  {
    name: 'cart',
    open: async (page) => {
      await fillCart(page, variantOf(0), 2);
      await fillCart(page, variantOf(12));
      await show(page, '/cart');
    },
  },
  {
    name: 'checkout',
    open: async (page) => {
      await fillCart(page, variantOf(3), 2);
      await show(page, '/checkout');
    },
  },
  {
    name: 'delivery',
    open: async (page) => {
      await fillCart(page, variantOf(3), 2);
      await page.goto('/checkout');
      await giveContact(page);
      await page.getByRole('heading', { name: 'Delivery' }).waitFor();
    },
  },
  {
    name: 'payment-method',
    open: async (page) => void (await orderThreeThings(page)),
  },
  {
    name: 'payment',
    open: async (page) => {
      await orderThreeThings(page);
      await startPayment(page);
      await page.getByText('0:11').waitFor();
    },
  },
  {
    name: 'order',
    open: async (page) => {
      await orderThreeThings(page);
      await startPayment(page);
      await page.getByRole('button', { name: 'Pay now' }).click();
      await page.getByRole('link', { name: 'View order' }).click();
      await page.getByText('Payment received').waitFor();
    },
  },
  { name: 'admin-queue', open: (page) => enterStaffArea(page, demoSignIns.staff.email) },
  {
    name: 'admin-order',
    open: async (page) => {
      await enterStaffArea(page, demoSignIns.staff.email);
      await page
        .getByRole('link', { name: /^Order / })
        .first()
        .click();
      await page.getByRole('button', { name: 'Confirm order' }).waitFor();
    },
  },
  {
    name: 'admin-processing',
    open: (page) => enterStaffArea(page, demoSignIns.staff.email, '/admin/processing?show=all'),
  },
  { name: 'admin-stock', open: (page) => enterStaffArea(page, demoSignIns.staff.email, '/admin/stock') },
];

const buyers = [
  'Ines Moreau',
  'Tomasz Nowak',
  'Amara Diallo',
  'Kenji Watanabe',
  'Priya Raman',
  'Lukas Brandt',
  'Sofia Marchetti',
  'Noor Haddad',
  'Erik Solberg',
  'Lucia Ferrer',
];

const executablePath = await obtainChromium(console.log);
const dataDir = await mkdtemp(join(tmpdir(), 'storegraph-pictures-'));
const server = await startPrivateDatabase({ dataDir, durable: false });
try {
  const shop = await startStack('standalone', server.rootUrl);
  try {
    await haveOrders(shop.url);
    const browser = await chromium.launch({ executablePath, args: browserArguments });
    await takePictures(browser, shop.url, resolve(folder)).finally(() => browser.close());
  } finally {
    await shop.stop();
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** A queue that staff have something to do with. */
async function haveOrders(url: string): Promise<void> {
  for (const [index, name] of buyers.entries()) {
    const guest = await newGuest(url, name);
    const lines: LineInput[] = [{ variantId: variantOf(index * 3), quantity: 1 + (index % 3) }];
    if (index % 2 === 0) lines.push({ variantId: variantOf(index * 3 + 1), quantity: 1 });
    await (await guest.placeOrder(lines)).pay();
  }
}

async function takePictures(browser: Browser, url: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  for (const size of [phone, desktop])
    for (const colorScheme of ['light', 'dark'] as const)
      for (const { name, open } of scenes) {
        const isPhone = size === phone;
        const context = await browser.newContext({
          baseURL: url,
          viewport: size,
          colorScheme,
          isMobile: isPhone,
          hasTouch: isPhone,
          locale: 'en-US',
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        await open(page);
        await settle(page);
        const file = join(into, `${name}-${size.width}-${colorScheme}.png`);
        await page.screenshot({ path: file });
        console.log(file);
        await context.close();
      }
}

async function show(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.getByRole('heading').first().waitFor();
}

/** Nothing loads any more: neither data nor the pictures that can be seen. */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await eventually(async () => {
    const isLoading = await page.evaluate(() => {
      const isMissing = (image: HTMLImageElement): boolean =>
        !image.complete && image.checkVisibility() && image.getBoundingClientRect().top < window.innerHeight;
      return document.querySelector('.loading') !== null || [...document.images].some(isMissing);
    });
    if (isLoading) throw new Error(`${page.url()} still loads`);
  });
}

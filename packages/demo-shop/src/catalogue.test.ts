import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { demoCategories, demoProducts, slugOf, soldVariants } from './catalogue.ts';
import { nouns } from './large/nouns.ts';
import { pictureFolder } from './pictures.ts';

const variants = demoProducts.flatMap((product) => product.variants);

function expectUnique(values: readonly string[]): void {
  expect(values.filter((value, index) => values.indexOf(value) !== index)).toEqual([]);
}

test('has unique ids, slugs and SKUs', () => {
  expectUnique([...demoCategories, ...demoProducts, ...variants].map(({ id }) => id));
  expectUnique(demoCategories.map(({ slug }) => slug));
  expectUnique(demoProducts.map(({ slug }) => slug));
  expectUnique(variants.map(({ sku }) => sku));
  for (const { sku } of variants) expect(sku).toMatch(/^[A-Z0-9]+(-[A-Z0-9]+)+$/);
});

test('stands every product on one of eight shelves, each with six or more', () => {
  const parents = new Set(demoCategories.map(({ parentId }) => parentId));
  const shelves = demoCategories.filter(({ id }) => !parents.has(id));
  expect(shelves).toHaveLength(8);
  for (const { id } of shelves) {
    expect(demoProducts.filter(({ categoryIds }) => categoryIds.includes(id)).length).toBeGreaterThanOrEqual(6);
  }
  expect(
    demoProducts.flatMap(({ categoryIds }) => categoryIds).every((id) => shelves.some((shelf) => shelf.id === id)),
  ).toBe(true);
});

test('lists parents before their children', () => {
  demoCategories.forEach(({ parentId }, index) => {
    if (parentId !== null) expect(demoCategories.slice(0, index).map(({ id }) => id)).toContain(parentId);
  });
});

test('gives every product a picture of its own that is small enough for a phone', () => {
  expectUnique(demoProducts.map(({ imageFile }) => imageFile));
  for (const { imageFile } of [...demoProducts, ...nouns]) {
    const file = join(pictureFolder(), imageFile);
    expect(existsSync(file), imageFile).toBe(true);
    expect(statSync(file).size).toBeLessThan(10_000);
  }
});

test('describes every product in two sentences or more', () => {
  for (const { description } of demoProducts) {
    expect(
      description.split(/[.;!?](?: |$)/).filter((sentence) => sentence !== '').length,
      description,
    ).toBeGreaterThanOrEqual(2);
    expect(description.length).toBeGreaterThan(90);
  }
});

test('names a value for each option and tells the variants of a product apart', () => {
  for (const product of demoProducts) {
    expectUnique(product.variants.map(({ name }) => name));
    const names = product.variants.map(({ options }) => options.map(({ name }) => name).join());
    expect(new Set(names).size).toBe(1);
  }
});

test('prices, weighs and counts in whole positive units', () => {
  for (const { priceMinor, weightGrams, available } of variants) {
    expect(Number.isInteger(priceMinor) && priceMinor > 0).toBe(true);
    expect(Number.isInteger(weightGrams) && weightGrams > 0).toBe(true);
    expect(Number.isInteger(available) && available >= 0).toBe(true);
  }
});

test('has mostly healthy stock, some that is low and three variants sold out', () => {
  const low = variants.filter(({ available }) => available > 0 && available <= 5).length;
  expect(variants.filter(({ available }) => available === 0)).toHaveLength(3);
  expect(low).toBeGreaterThanOrEqual(5);
  expect(low).toBeLessThan(variants.length / 6);
});

test('tells variants apart on an order line, and leaves simple products plain', () => {
  const sold = soldVariants(demoProducts);
  const names = Array.from({ length: sold.length }, (_, number) => sold.at(number).name);
  expect(names).toContain('Stone Mug, 350 ml / Harbour Blue');
  expect(names).toContain('Comet Yo-yo');
});

test('makes slugs of names', () => {
  expect(slugOf("Kestrel Chef's Knife")).toBe('kestrel-chefs-knife');
  expect(slugOf('  Coffee & Tea ')).toBe('coffee-tea');
});

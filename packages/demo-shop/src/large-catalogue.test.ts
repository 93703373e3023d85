import { expect, test } from 'vitest';
import { demoProducts, soldVariant } from './catalogue.ts';
import { generateCatalogue, generatedProduct, generatedVariants } from './large-catalogue.ts';

test('gives the same product for the same seed and number, alone or in the stream', () => {
  let index = 0;
  for (const product of generateCatalogue({ seed: 8, products: 500 }))
    expect(generatedProduct(8, index++)).toEqual(product);
  expect(index).toBe(500);
  expect(generatedProduct(8, 3).id).not.toBe(generatedProduct(9, 3).id);
});

test('finds each variant of the stream by its number', () => {
  const input = { seed: 2, products: 203 };
  const streamed = [...generateCatalogue(input)].flatMap((product) =>
    product.variants.map((variant) => soldVariant(product, variant)),
  );
  const variants = generatedVariants(input);
  expect(variants.length).toBe(streamed.length);
  streamed.forEach((variant, number) => expect(variants.at(number)).toEqual(variant));
  expect(() => variants.at(streamed.length)).toThrow(RangeError);
});

test('repeats no id, slug or SKU, nor one of the written catalogue', () => {
  const ids = new Set<string>();
  const slugs = new Set<string>();
  const skus = new Set<string>();
  let products = 0;
  let variants = 0;
  function* all() {
    yield* demoProducts;
    yield* generateCatalogue({ seed: 0, products: 20_000 });
  }
  for (const product of all()) {
    products++;
    ids.add(product.id);
    slugs.add(product.slug);
    for (const variant of product.variants) {
      variants++;
      ids.add(variant.id);
      skus.add(variant.sku);
    }
  }
  expect(slugs.size).toBe(products);
  expect(skus.size).toBe(variants);
  expect(ids.size).toBe(products + variants);
});

test('prices a pack by its pieces', () => {
  for (const { variants } of generateCatalogue({ seed: 1, products: 2_000 })) {
    const [first, second] = variants;
    if (first === undefined || second === undefined) continue;
    expect(second.priceMinor).toBe(second.options[0]?.name === 'Pack' ? 2 * first.priceMinor : first.priceMinor);
    expect(first.priceMinor).toBeGreaterThan(0);
  }
});

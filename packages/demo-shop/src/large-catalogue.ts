import { demoCategories, demoCurrency, slugOf, soldVariant } from './catalogue.ts';
import { adjectives, nouns, praises, type Noun } from './large/nouns.ts';
import { createRandom, demoEpoch, idFor, itemAt, mix, type Random } from './random.ts';
import type { Series } from './series.ts';
import type { DemoProduct, DemoVariant, SoldVariant } from './types.ts';

/** Ids of generated products begin here, out of the way of the written ones. */
const firstNumber = 1_000_000;
const variantsPerProduct = 16;
/**
 * How many variants the products have, in turn. A fixed pattern, and not chance, so that the product of the v-th
 * variant is found by arithmetic.
 */
const pattern = [1, 3, 2, 4, 1, 6, 2, 3];
const patternSum = pattern.reduce((sum, count) => sum + count, 0);
const patternStarts = pattern.map((_, turn) => pattern.slice(0, turn).reduce((sum, count) => sum + count, 0));

/** What a large catalogue follows from. */
export interface LargeCatalogueInput {
  readonly seed: number;
  readonly products: number;
}

/** Makes the products of a large catalogue one after the other; none is kept. */
export function* generateCatalogue({ seed, products }: LargeCatalogueInput): Generator<DemoProduct> {
  for (let index = 0; index < products; index++) yield generatedProduct(seed, index);
}

/** What a large catalogue sells, by number, made when asked for: input of the order history. */
export function generatedVariants({ seed, products }: LargeCatalogueInput): Series<SoldVariant> {
  const length = firstVariantOf(products);
  return {
    length,
    at: (number) => {
      if (!Number.isInteger(number) || number < 0 || number >= length)
        throw new RangeError(`no variant ${number} of ${length}`);
      const rest = number % patternSum;
      const turn = patternStarts.findLastIndex((start) => start <= rest);
      const product = generatedProduct(seed, Math.floor(number / patternSum) * pattern.length + turn);
      return soldVariant(product, itemAt(product.variants, rest - itemAt(patternStarts, turn)));
    },
  };
}

/** The `index`-th product of the large catalogue of a seed, from 0. */
export function generatedProduct(seed: number, index: number): DemoProduct {
  const random = createRandom(seed, index);
  const thing = itemAt(nouns, mix(seed, index) % nouns.length);
  const adjective = random.pick(adjectives);
  const material = random.pick(thing.materials);
  const name = `${adjective} ${material} ${thing.noun}`;
  const id = idFor('product', firstNumber + index, { seed });
  const category = demoCategories.find(({ slug }) => slug === thing.category);
  if (category === undefined) throw new RangeError(`no category ${thing.category}`);
  return {
    id,
    categoryIds: [category.id],
    slug: `${slugOf(name)}-${index + 1}`,
    name,
    description: describe(random, thing, adjective, material),
    imageFile: thing.imageFile,
    createdAt: new Date(demoEpoch.getTime() + (index % 700) * 86_400_000),
    variants: variantsOf(random, thing, { seed, index, productId: id }),
  };
}

function firstVariantOf(product: number): number {
  const rounds = Math.floor(product / pattern.length);
  return rounds * patternSum + itemAt(patternStarts, product % pattern.length);
}

function variantsOf(
  random: Random,
  thing: Noun,
  { seed, index, productId }: { readonly seed: number; readonly index: number; readonly productId: string },
): readonly DemoVariant[] {
  const count = itemAt(pattern, index % pattern.length);
  const basePrice = Math.round((thing.priceMinor * (0.6 + random.float())) / 50) * 50;
  const sku =
    `${slugOf(thing.noun).replaceAll('-', '').slice(0, 5)}-${(index + 1).toString(36).padStart(4, '0')}`.toUpperCase();
  return Array.from({ length: count }, (_, position) => {
    const value = itemAt(thing.values, position);
    return {
      id: idFor('variant', firstNumber + index * variantsPerProduct + position, { seed }),
      productId,
      sku: count === 1 ? sku : `${sku}-${position + 1}`,
      name: count === 1 ? 'Standard' : value,
      options: count === 1 ? [] : [{ name: thing.option, value }],
      priceMinor: priceOf(thing, basePrice, position),
      currency: demoCurrency,
      weightGrams: thing.weightGrams,
      available: random.chance(0.03) ? 0 : random.chance(0.1) ? random.int(1, 5) : random.int(10, 400),
      position,
    };
  });
}

/** The number of pieces in each pack of a noun whose option is `Pack`. */
const packSizes = [1, 2, 3, 4, 6, 12];

function priceOf(thing: Noun, basePrice: number, position: number): number {
  return thing.option === 'Pack' ? basePrice * itemAt(packSizes, position) : basePrice;
}

function describe(random: Random, thing: Noun, adjective: string, material: string): string {
  const what = `${material.toLowerCase()} ${thing.noun.toLowerCase()}`;
  const opening = random.pick([
    `From our ${adjective} range: ${what}, made with care and finished by hand.`,
    `${adjective} mornings asked for ${what} that simply works, and here it is.`,
    `The ${adjective} take on ${what}, quiet in looks and generous in use.`,
  ]);
  return `${opening} ${random.pick(praises)}`;
}

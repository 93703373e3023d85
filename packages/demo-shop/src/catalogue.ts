import { categories, shelvedDrafts, type ShelvedDraft } from './catalogue/categories.ts';
import { demoEpoch, idFor, itemAt } from './random.ts';
import { seriesOf, type Series } from './series.ts';
import type { DemoCategory, DemoProduct, DemoVariant, SoldVariant } from './types.ts';

/** The currency that the catalogue is written in; `dataSet` prices it in that of a shop. */
export const demoCurrency = 'USD';

/** The categories of the demo shop, parents before their children. */
export const demoCategories: readonly DemoCategory[] = categories;

/** Ids of variants count on from their product's number, so that a new variant moves no other's id. */
const variantsPerProduct = 16;

/** The products of the demo shop in the order of its shelves; ids follow from that order. */
export const demoProducts: readonly DemoProduct[] = shelvedDrafts.map(productFrom);

/** What the shop sells, by number: input of the order history. */
export function soldVariants(products: readonly DemoProduct[]): Series<SoldVariant> {
  return seriesOf(products.flatMap((product) => product.variants.map((variant) => soldVariant(product, variant))));
}

/** A variant as an order line knows it. */
export function soldVariant(product: DemoProduct, variant: DemoVariant): SoldVariant {
  const { id, productId, sku, options, priceMinor, currency, available } = variant;
  const name = options.length === 0 ? product.name : `${product.name}, ${variant.name}`;
  return { id, productId, sku, name, priceMinor, currency, available };
}

function productFrom({ sku, categoryId, name, description, imageFile, offer }: ShelvedDraft, n: number): DemoProduct {
  const id = idFor('product', n);
  return {
    id,
    categoryIds: [categoryId],
    slug: slugOf(name),
    name,
    description,
    imageFile,
    createdAt: new Date(demoEpoch.getTime() + n * 3_600_000),
    variants: offer.variants.map(({ code, values, ...variant }, position) => ({
      ...variant,
      id: idFor('variant', n * variantsPerProduct + position),
      productId: id,
      sku: code === '' ? sku : `${sku}-${code}`,
      name: values.length === 0 ? 'Standard' : values.join(' / '),
      options: offer.options.map((option, index) => ({ name: option, value: itemAt(values, index) })),
      currency: demoCurrency,
      position,
    })),
  };
}

/** Turns a name into the part of an address that stands for it: lower case, digits and dashes. */
export function slugOf(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("'", '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

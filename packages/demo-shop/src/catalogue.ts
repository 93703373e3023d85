import { categories, shelvedDrafts } from './catalogue/categories.ts';
import type { ProductDraft, VariantDraft } from './catalogue/draft.ts';
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
export const demoProducts: readonly DemoProduct[] = shelvedDrafts.map(({ categoryId, draft }, n) =>
  productFrom(draft, categoryId, n),
);

/** What the shop sells, by number: input of the order history. */
export function soldVariants(products: readonly DemoProduct[]): Series<SoldVariant> {
  return seriesOf(products.flatMap((product) => product.variants.map((variant) => soldVariant(product, variant))));
}

/** A variant as an order line knows it. */
export function soldVariant(product: DemoProduct, variant: DemoVariant): SoldVariant {
  return {
    id: variant.id,
    productId: product.id,
    sku: variant.sku,
    name: variant.options.length === 0 ? product.name : `${product.name}, ${variant.name}`,
    priceMinor: variant.priceMinor,
    currency: variant.currency,
    available: variant.available,
  };
}

function productFrom(draft: ProductDraft, categoryId: string, n: number): DemoProduct {
  const id = idFor('product', n);
  return {
    id,
    categoryIds: [categoryId],
    slug: slugOf(draft.name),
    name: draft.name,
    description: draft.description,
    imageFile: draft.imageFile,
    createdAt: new Date(demoEpoch.getTime() + n * 3_600_000),
    variants: draft.offer.variants.map((variant, position) =>
      variantFrom(draft, variant, id, n * variantsPerProduct + position, position),
    ),
  };
}

function variantFrom(
  draft: ProductDraft,
  variant: VariantDraft,
  productId: string,
  n: number,
  position: number,
): DemoVariant {
  return {
    id: idFor('variant', n),
    productId,
    sku: variant.code === '' ? draft.sku : `${draft.sku}-${variant.code}`,
    name: variant.values.length === 0 ? 'Standard' : variant.values.join(' / '),
    options: draft.offer.options.map((name, index) => ({ name, value: itemAt(variant.values, index) })),
    priceMinor: variant.priceMinor,
    currency: demoCurrency,
    weightGrams: variant.weightGrams,
    available: variant.available,
    position,
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

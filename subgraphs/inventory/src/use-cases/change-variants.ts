import type { AuditEntry } from '@storegraph/subgraph-kit/database/audit-log';
import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { parseId } from '@storegraph/subgraph-kit/id';
import type { Money } from '@storegraph/subgraph-kit/money';
import { recordCatalogueChange } from '../db/audit-store.ts';
import { lockProduct, refreshSortPrices } from '../db/product-store.ts';
import { markStockArchived } from '../db/stock-store.ts';
import { countVariantsOfProduct, findVariants, updateVariant as writeVariant } from '../db/variant-store.ts';
import type { VariantOption } from '../domain/product.ts';
import {
  checkNewVariant,
  checkOptions,
  checkPrice,
  checkSku,
  MAX_VARIANTS,
  Refused,
  refusing,
  type NewVariant,
} from './catalogue-input.ts';
import type { Deps } from './deps.ts';
import { missingProduct } from './update-product.ts';
import { orTakenSku, writeVariants } from './write-variants.ts';

/** Adds a variant to a product. @returns its id */
export const addVariant = (deps: Deps, staffId: string, productId: string, input: NewVariant) =>
  refusing(async () => {
    const variant = checkNewVariant(input, deps.currency, ['variant']);
    const id = parseId(productId);
    if (id === null) throw missingProduct();
    return deps.database.transaction(async (tx) => {
      if ((await lockProduct(tx, id)) === null) throw missingProduct();
      const firstPosition = await countVariantsOfProduct(tx, id);
      if (firstPosition >= MAX_VARIANTS)
        throw new Refused('invalidInput', `A product has at most ${MAX_VARIANTS} variants`, ['variant']);
      const [added = ''] = await writeVariants(tx, { id, firstPosition, staffId }, [variant], () => ['variant', 'sku']);
      await refreshSortPrices(tx, id);
      await recordCatalogueChange(tx, {
        actorId: staffId,
        action: 'VariantAdded',
        subjectId: added,
        details: { productId: id, sku: variant.sku },
      });
      return added;
    });
  });

/** Changes a variant; what is left out stays as it is. @returns its id */
export const updateVariant = (
  deps: Deps,
  staffId: string,
  variantId: string,
  input: { readonly sku?: string; readonly options?: readonly VariantOption[]; readonly price?: Money },
) =>
  refusing(() => {
    const changes = {
      ...(input.sku !== undefined && { sku: checkSku(input.sku, ['sku']) }),
      ...(input.options !== undefined && { options: checkOptions(input.options, ['options']) }),
      ...(input.price !== undefined && { price: checkPrice(input.price, deps.currency, ['price']) }),
    };
    return changeVariant(deps, staffId, variantId, 'VariantUpdated', changes, (tx, id) =>
      orTakenSku(writeVariant(tx, id, changes), ['sku']),
    );
  });

/** Takes a variant off sale, or puts it back. @returns its id */
export const archiveVariant = (deps: Deps, staffId: string, variantId: string, isArchived: boolean) =>
  refusing(() =>
    changeVariant(
      deps,
      staffId,
      variantId,
      isArchived ? 'VariantArchived' : 'VariantRestored',
      { isArchived },
      async (tx, id) => {
        await writeVariant(tx, id, { isArchived });
        await markStockArchived(tx, id, isArchived);
      },
    ),
  );

async function changeVariant(
  deps: Deps,
  staffId: string,
  variantId: string,
  action: string,
  details: AuditEntry['details'],
  write: (tx: Tx, id: string) => Promise<void>,
): Promise<string> {
  const id = parseId(variantId);
  if (id === null) throw missingVariant();
  await deps.database.transaction(async (tx) => {
    const [variant] = await findVariants(tx, [id]);
    if (variant === undefined) throw missingVariant();
    // A variant never moves to another product, so this is still its product once it is locked.
    await lockProduct(tx, variant.productId);
    await write(tx, id);
    await refreshSortPrices(tx, variant.productId);
    await recordCatalogueChange(tx, { actorId: staffId, action, subjectId: id, details });
  });
  return id;
}

const missingVariant = (): Refused => new Refused('notFound', 'There is no such variant', ['variantId']);

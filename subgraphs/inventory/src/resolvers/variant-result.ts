import type { Result } from '@storegraph/subgraph-kit/result';
import { afterWrite, type Context } from '../context.ts';
import type { CatalogueRefusal } from '../use-cases/catalogue-input.ts';
import { userError, written } from './user-error.ts';

/** Answers `VariantResult` for the id of the variant that was written. */
export async function variantResult(context: Context, result: Result<string, CatalogueRefusal>) {
  if (!result.ok) return userError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  return { __typename: 'VariantSuccess' as const, variant: written(await afterWrite(context).variant.load(result.value)) };
}

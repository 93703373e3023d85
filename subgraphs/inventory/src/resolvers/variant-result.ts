import type { Result } from '@storegraph/subgraph-kit/result';
import type { Context } from '../context.ts';
import type { CatalogueRefusal } from '../domain/refusals.ts';
import { toUserError } from './user-error.ts';
import { afterWrite, written } from './written.ts';

/** Answers `VariantResult` for the id of the variant that was written. */
export async function variantResult(context: Context, result: Result<string, CatalogueRefusal>) {
  if (!result.ok) return toUserError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  return {
    __typename: 'VariantSuccess' as const,
    variant: written(await afterWrite(context).variant.load(result.value)),
  };
}

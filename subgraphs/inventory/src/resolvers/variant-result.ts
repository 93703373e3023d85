import type { InvalidInput, Result } from '@storegraph/subgraph-kit/result';
import type { Context } from '../context.ts';
import type { NameTaken, NotFound } from '../domain/refusals.ts';
import { getOne } from '../loaders.ts';
import { afterWrite } from './after-write.ts';
import { toUserError } from './user-error.ts';

/** Answers `VariantResult` for the id of the variant that was written. */
export async function variantResult(context: Context, result: Result<string, InvalidInput | NotFound | NameTaken>) {
  if (!result.ok) return toUserError(result.refusal);
  return { __typename: 'VariantSuccess' as const, variant: await getOne(afterWrite(context).variant, result.value) };
}

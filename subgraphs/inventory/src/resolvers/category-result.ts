import type { Result } from '@storegraph/subgraph-kit/result';
import { afterWrite, type Context } from '../context.ts';
import type { CatalogueRefusal } from '../use-cases/catalogue-input.ts';
import { userError, written } from './user-error.ts';

/** Answers `CategoryResult` for the id of the category that was written. */
export async function categoryResult(context: Context, result: Result<string, CatalogueRefusal>) {
  if (!result.ok) return userError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  const tree = await afterWrite(context).categoryTree();
  return { __typename: 'CategorySuccess' as const, category: written(tree.byId.get(result.value) ?? null) };
}

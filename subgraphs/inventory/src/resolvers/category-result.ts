import type { Result } from '@storegraph/subgraph-kit/result';
import type { Context } from '../context.ts';
import type { CatalogueRefusal } from '../domain/refusals.ts';
import { toUserError } from './user-error.ts';
import { afterWrite, written } from './written.ts';

/** Answers `CategoryResult` for the id of the category that was written. */
export async function categoryResult(context: Context, result: Result<string, CatalogueRefusal>) {
  if (!result.ok) return toUserError(result.refusal, 'InvalidInputError', 'NotFoundError', 'NameTakenError');
  const tree = await afterWrite(context).categoryTree();
  return { __typename: 'CategorySuccess' as const, category: written(tree.byId.get(result.value) ?? null) };
}

import type { InvalidInput, Result } from '@storegraph/subgraph-kit/result';
import type { Context } from '../context.ts';
import type { NameTaken, NotFound } from '../domain/refusals.ts';
import { present } from '../loaders.ts';
import { afterWrite } from './after-write.ts';
import { toUserError } from './user-error.ts';

/** Answers `CategoryResult` for the id of the category that was written. */
export async function categoryResult(context: Context, result: Result<string, InvalidInput | NotFound | NameTaken>) {
  if (!result.ok) return toUserError(result.refusal);
  const { byId } = await afterWrite(context).categoryTree();
  return { __typename: 'CategorySuccess' as const, category: present(byId.get(result.value)) };
}

import { parseId } from '../id.ts';

/** A thing of another subgraph, known here by id: the router asks its owner for the rest. */
export type Reference = { readonly id: string };

/** `__resolveReference` of a type that this subgraph only adds fields to: null for what is no id. */
export function resolveReference({ id }: Reference): Reference | null {
  const parsed = parseId(id);
  return parsed === null ? null : { id: parsed };
}

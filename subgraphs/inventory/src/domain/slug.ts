const MAX_SLUG = 100;

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

export const isSlug = (text: string): boolean => text.length <= MAX_SLUG && SLUG.test(text);

/**
 * A readable id made from a name: `Café au lait!` becomes `cafe-au-lait`.
 * @param fallback - for names without a Latin letter or digit
 */
export function slugOf(name: string, fallback: string): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return trimDashes(trimDashes(plain.replace(/[^a-z0-9]+/g, '-')).slice(0, MAX_SLUG - 8)) || fallback;
}

/** The first of `mug`, `mug-2`, `mug-3`, ... that is not taken. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  let number = 2;
  while (taken.has(`${slug}-${number}`)) number++;
  return `${slug}-${number}`;
}

const trimDashes = (text: string): string => text.replace(/^-+|-+$/g, '');

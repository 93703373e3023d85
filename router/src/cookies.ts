/** The pairs of a `Cookie` header, in order. */
export const parseCookies = (header: string | undefined): readonly (readonly [name: string, value: string])[] =>
  (header ?? '').split(';').flatMap((pair) => {
    const at = pair.indexOf('=');
    return at === -1 ? [] : [[pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const];
  });

/** A `Cookie` header without the cookies of one name; undefined when nothing is left. */
export function withoutCookie(header: string | undefined, name: string): string | undefined {
  const kept = parseCookies(header).filter(([each]) => each !== name);
  return kept.length === 0 ? undefined : kept.map((pair) => pair.join('=')).join('; ');
}

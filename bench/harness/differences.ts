/** One place where two answers differ. */
type Difference = { readonly path: string; readonly left: unknown; readonly right: unknown };

/** Where two JSON values differ; the order of keys does not matter, that of items does. */
function differences(left: unknown, right: unknown, path = '$'): readonly Difference[] {
  if (Object.is(left, right)) return [];
  if (!isContainer(left) || !isContainer(right) || Array.isArray(left) !== Array.isArray(right))
    return [{ path, left, right }];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) =>
    differences(left[key], right[key], Array.isArray(left) ? `${path}[${key}]` : `${path}.${key}`),
  );
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const SHOWN = 8;

/**
 * Two servers that answer differently cannot be compared by speed.
 * @param left - a server's name and answer
 * @param right - another one's
 * @throws Error that lists the first differences
 */
export function assertEqualAnswers(left: readonly [string, unknown], right: readonly [string, unknown]): void {
  const found = differences(left[1], right[1]);
  if (found.length === 0) return;
  const lines = found
    .slice(0, SHOWN)
    .map((each) => `  ${each.path}\n    ${left[0]}: ${show(each.left)}\n    ${right[0]}: ${show(each.right)}`);
  const more = found.length > SHOWN ? [`  and ${found.length - SHOWN} more`] : [];
  throw new Error(
    [`${left[0]} and ${right[0]} answer differently, so nothing is timed:`, ...lines, ...more].join('\n'),
  );
}

const show = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value).slice(0, 300));

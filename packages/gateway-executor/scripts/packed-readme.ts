/**
 * The README as it is packed, without sources and tests: links to sources lead to their declarations, and of links to
 * tests the text stays.
 */
export const packedReadme = (readme: string): string =>
  readme
    .replace(/\[[^\]]+\]\(src\/([\w-]+)\.ts\)/g, '[`$1.d.ts`]($1.d.ts)')
    .replace(/\[([^\]]+)\]\(test\/[^)]+\)/g, '$1');

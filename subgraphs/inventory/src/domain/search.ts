/** What a shopper typed, made safe for the two indexes that answer it. */
export type SearchTerms = {
  /** A boolean-mode expression for the full-text index; null when there is no word in the text. */
  readonly words: string | null;
  /** The whole text as a LIKE pattern for SKUs that begin with it. */
  readonly skuPattern: string;
};

// By code points: cut elsewhere, half a character would be left.
const START = /^.{0,200}/su;
const MAX_WORDS = 10;
/** `innodb_ft_min_token_size`: shorter words are not in the index, so to require one would find nothing. */
const SHORTEST_INDEXED = 3;
/** InnoDB's own stop words are not in the index either. */
const STOP_WORDS = new Set(
  'about an are as at be by com de en for from how in is it la of on or that the this to und was what when where who will with www'.split(
    ' ',
  ),
);

/** @returns null when there is nothing to look for */
export function parseSearch(text: string): SearchTerms | null {
  const trimmed = (START.exec(text)?.[0] ?? '').replace(/\p{C}/gu, ' ').trim();
  if (trimmed === '') return null;
  // Letters and digits only: no operator of the boolean mode can be among them.
  const words = (trimmed.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, MAX_WORDS);
  return {
    words: words.length === 0 ? null : words.map((word) => (isIndexed(word) ? `+${word}*` : `${word}*`)).join(' '),
    skuPattern: `${trimmed.replace(/[\\%_]/g, '\\$&')}%`,
  };
}

const isIndexed = (word: string): boolean => word.length >= SHORTEST_INDEXED && !STOP_WORDS.has(word);

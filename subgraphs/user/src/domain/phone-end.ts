// Fewer are part of too many numbers, and may be part of a name or an address.
const FEWEST_DIGITS = 6;

/**
 * The digits that a phone number ends in, by what somebody searches for; null when that is no phone number. How a number
 * begins depends on from where it is called: `020 7946 0123` is `+44 20 7946 0123`.
 */
export function phoneEndOf(search: string): string | null {
  if (!/^\+?[0-9 .()/-]+$/.test(search)) return null;
  const digits = search.replaceAll(/[^0-9]/g, '').replace(/^0+/, '');
  return digits.length >= FEWEST_DIGITS ? digits : null;
}

// Fewer are part of too many numbers, and may be part of a name or an address.
const FEWEST_DIGITS = 6;

/**
 * The digits that a phone number ends in, by what somebody searches for; null when that is no phone number. How a number
 * begins depends on from where it is called: `020 7946 0123` is `+44 20 7946 0123`.
 */
export function phoneEndOf(search: string): string | null {
  if (!/^\+?[0-9 .()/-]+$/.test(search)) return null;
  const digits = digitsOf(search);
  return digits.length >= FEWEST_DIGITS ? digits : null;
}

// The code of a country, and a zero in brackets after it.
const LONGEST_BEGINNING = 4;

/** Whether two numbers are one, written from within its country and from abroad. */
export function isSamePhone(one: string, other: string): boolean {
  const [shorter = '', longer = ''] = [digitsOf(one), digitsOf(other)].toSorted((a, b) => a.length - b.length);
  return (
    shorter.length >= FEWEST_DIGITS && longer.length - shorter.length <= LONGEST_BEGINNING && longer.endsWith(shorter)
  );
}

const digitsOf = (phone: string): string => phone.replaceAll(/[^0-9]/g, '').replace(/^0+/, '');

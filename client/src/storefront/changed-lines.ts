import { formatMoney, type Money } from '../lib/format.ts';
import { t } from '../lib/messages.ts';

type Named = { readonly id: string; readonly name: string; readonly product: { readonly name: string } } | null;
type Line = { readonly variant: Named; readonly quantity: number; readonly unitPrice: Money | null };

/** What a buyer was shown against what would be ordered, a sentence for each line that differs. */
export function changedLines(shown: readonly Line[], ordered: readonly Line[]): readonly string[] {
  const before = new Map(shown.map((line) => [line.variant?.id, line]));
  const now = new Set(ordered.map(({ variant }) => variant?.id));
  return [
    ...ordered.flatMap((line) => {
      const known = before.get(line.variant?.id);
      if (known === undefined) return [t.checkout.addedLine(nameOf(line), priceOf(line))];
      return priceOf(known) === priceOf(line)
        ? []
        : [t.checkout.changedLine(nameOf(line), priceOf(known), priceOf(line))];
    }),
    ...shown.filter(({ variant }) => !now.has(variant?.id)).map((line) => t.checkout.goneLine(nameOf(line))),
  ];
}

const priceOf = ({ quantity, unitPrice }: Line): string => `${quantity} × ${unitPrice ? formatMoney(unitPrice) : '—'}`;

/** The variant has a name of its own where its product comes in several. */
const nameOf = ({ variant }: Line): string =>
  variant === null ? t.cart.goneItem : [...new Set([variant.product.name, variant.name])].join(', ');

import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatMoney } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Choice } from '../ui/choice.tsx';
import { Notice } from '../ui/notice.tsx';
import { QuantityField } from '../ui/quantity-field.tsx';
import { StockLabel } from './stock-label.tsx';
import { useAddToCart } from './use-cart.ts';
import { firstChoice, optionGroups, variantWith } from './variant-choice.ts';
import './buy-panel.css';

export const BuyPanelProduct = graphql(`
  fragment BuyPanelProduct on Product {
    id
    name
    variants {
      id
      sku
      name
      available
      price {
        amount
        currency
        digits
      }
      options {
        name
        value
      }
    }
  }
`);

type Outcome = { readonly kind: 'added' } | { readonly kind: 'refused'; readonly reason: string };

export const BuyPanel = ({
  product: masked,
}: {
  readonly product: FragmentType<typeof BuyPanelProduct>;
}): ReactNode => {
  const { name, variants } = readFragment(BuyPanelProduct, masked);
  const [chosenId, setChosenId] = useState<string>();
  const [quantity, setQuantity] = useState(1);
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [add, isAdding] = useAddToCart();

  const chosen = variants.find(({ id }) => id === chosenId) ?? firstChoice(variants);
  if (!chosen) return <Notice tone="info">{t.product.noPrice}</Notice>;

  const units = Math.max(1, Math.min(quantity, chosen.available));
  const addChosen = async (): Promise<void> => {
    const reason = await add(chosen.id, units);
    setOutcome(reason ? { kind: 'refused', reason } : { kind: 'added' });
  };

  return (
    <div className="buy">
      <p className="buy__price tabular">{formatMoney(chosen.price)}</p>
      {optionGroups(variants, chosen).map((group) => (
        <Choice
          key={group.name}
          label={group.name}
          value={chosen.options.find((option) => option.name === group.name)?.value ?? null}
          options={group.values.map(({ value, isAvailable }) => ({ value, label: value, isFaint: !isAvailable }))}
          onChange={(value) => {
            setChosenId(variantWith(variants, chosen, group.name, value).id);
            setOutcome(null);
          }}
        />
      ))}
      <StockLabel available={chosen.available} />
      <div className="buy__actions">
        <QuantityField label={t.product.quantity} value={units} max={chosen.available} onChange={setQuantity} />
        <Button isWide isPending={isAdding} disabled={chosen.available === 0} onClick={() => void addChosen()}>
          {chosen.available === 0 ? t.product.soldOut : t.product.addToCart}
        </Button>
      </div>
      {outcome?.kind === 'added' && (
        <Notice tone="success">
          {t.product.added(name)} <Link href="/cart">{t.product.viewCart}</Link>
        </Notice>
      )}
      {outcome?.kind === 'refused' && <Notice tone="error">{outcome.reason}</Notice>}
      <p className="muted small">
        {t.product.sku(chosen.sku)} · {t.product.reassurance}
      </p>
    </div>
  );
};

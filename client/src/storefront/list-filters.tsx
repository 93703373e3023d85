import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatNumber, parseAmount, typedAmount } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { ListAddress } from './list-address.ts';
import './list-filters.css';

export const ListFiltersFacets = graphql(`
  fragment ListFiltersFacets on ProductFacets {
    inStockCount
    categories {
      count
      category {
        id
        slug
        name
      }
    }
  }
`);

type Props = {
  readonly digits: number | undefined;
  readonly facets: FragmentType<typeof ListFiltersFacets> | undefined;
  readonly address: ListAddress;
  readonly onChange: (change: Partial<ListAddress>) => void;
};

export const ListFilters = ({ digits, facets: masked, address, onChange }: Props): ReactNode => {
  const facets = readFragment(ListFiltersFacets, masked);
  const [isOpen, setIsOpen] = useState(false);
  return (
    <aside className="filters" aria-label={t.list.filters}>
      <button
        type="button"
        className="filters__toggle"
        aria-expanded={isOpen}
        aria-controls="filters-body"
        onClick={() => setIsOpen(!isOpen)}
      >
        {t.list.filters}
      </button>
      <div id="filters-body" className={`filters__body${isOpen ? ' filters__body--open' : ''}`}>
        <label className="filters__check">
          <input
            type="checkbox"
            checked={address.inStock}
            onChange={(event) => onChange({ inStock: event.currentTarget.checked })}
          />
          {t.list.inStockOnly}
          {facets && <span className="muted small tabular">{formatNumber(facets.inStockCount)}</span>}
        </label>
        {digits !== undefined && <PriceFilter digits={digits} address={address} onChange={onChange} />}
        {facets && facets.categories.length > 0 && (
          <nav aria-label={t.list.categories}>
            <h2 className="filters__title">{t.list.categories}</h2>
            <ul className="filters__categories">
              {facets.categories.map(({ category, count }) => (
                <li key={category.id}>
                  <Link href={`/categories/${category.slug}`}>{category.name}</Link>
                  <span className="muted small tabular">{formatNumber(count)}</span>
                </li>
              ))}
            </ul>
          </nav>
        )}
      </div>
    </aside>
  );
};

type PriceProps = Pick<Props, 'address' | 'onChange'> & { readonly digits: number };

/** The lowest and the highest price, as people type amounts of the shop's currency. */
const PriceFilter = ({ digits, address, onChange }: PriceProps): ReactNode => {
  const typed = (amount: number | null): string => (amount === null ? '' : typedAmount({ amount, digits }));
  const fields = [
    ['min', t.list.minPrice, address.minPrice],
    ['max', t.list.maxPrice, address.maxPrice],
  ] as const;
  return (
    <Form
      key={`${address.minPrice} ${address.maxPrice}`}
      label={t.list.price}
      onSubmit={({ min = '', max = '' }) =>
        onChange({ minPrice: parseAmount(min, digits), maxPrice: parseAmount(max, digits) })
      }
    >
      <div className="filters__prices">
        {fields.map(([name, label, amount]) => (
          <TextField
            key={name}
            name={name}
            label={label}
            inputMode="decimal"
            pattern={digits === 0 ? String.raw`\d{1,12}` : String.raw`\d{1,12}([.,]\d{1,${digits}})?`}
            defaultValue={typed(amount)}
          />
        ))}
      </div>
      <Button type="submit" look="secondary" isWide>
        {t.list.applyPrice}
      </Button>
    </Form>
  );
};

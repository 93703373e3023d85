import { useState, type ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { formatNumber, minorPerMajor } from '../lib/format.ts';
import { t } from '../lib/messages.ts';
import { Button } from '../ui/button.tsx';
import { Form } from '../ui/form.tsx';
import { TextField } from '../ui/text-field.tsx';
import type { ListAddress } from './list-address.ts';
import './list-filters.css';

export const ListFiltersFacets = graphql(`
  fragment ListFiltersFacets on ProductFacets {
    inStockCount
    priceRange {
      min {
        amount
        currency
      }
    }
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
  readonly facets: FragmentType<typeof ListFiltersFacets> | undefined;
  readonly address: ListAddress;
  readonly onChange: (change: Partial<ListAddress>) => void;
};

const fallbackCurrency = 'USD';

export const ListFilters = ({ facets: masked, address, onChange }: Props): ReactNode => {
  const facets = readFragment(ListFiltersFacets, masked);
  const [isOpen, setIsOpen] = useState(false);
  const perMajor = minorPerMajor(facets?.priceRange?.min.currency ?? fallbackCurrency);
  const inMajor = (minor: number | null): string => (minor === null ? '' : String(minor / perMajor));
  const inMinor = (major: string | undefined): number | null => {
    const value = Math.round(Number(major) * perMajor);
    return major && Number.isSafeInteger(value) && value >= 0 ? value : null;
  };
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
        <Form
          key={`${address.minPrice} ${address.maxPrice}`}
          label={t.list.price}
          onSubmit={({ min, max }) => onChange({ minPrice: inMinor(min), maxPrice: inMinor(max) })}
        >
          <div className="filters__prices">
            <TextField
              name="min"
              label={t.list.minPrice}
              inputMode="decimal"
              pattern="\d*[.]?\d*"
              defaultValue={inMajor(address.minPrice)}
            />
            <TextField
              name="max"
              label={t.list.maxPrice}
              inputMode="decimal"
              pattern="\d*[.]?\d*"
              defaultValue={inMajor(address.maxPrice)}
            />
          </div>
          <Button type="submit" look="secondary" isWide>
            {t.list.applyPrice}
          </Button>
        </Form>
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

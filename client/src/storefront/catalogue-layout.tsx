import type { ReactNode } from 'react';
import type { FragmentType } from '../graphql/fragment.ts';
import { t } from '../lib/messages.ts';
import type { ProductSort } from '../graphql/__generated__/graphql.ts';
import { ListFilters, type ListFiltersFacets } from './list-filters.tsx';
import type { ListAddress } from './list-address.ts';
import './catalogue-layout.css';

type Props = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly address: ListAddress;
  /** Of the shop's currency; not known before the first answer. */
  readonly digits: number | undefined;
  readonly facets: FragmentType<typeof ListFiltersFacets> | undefined;
  readonly onChange: (change: Partial<ListAddress>) => void;
  readonly children: ReactNode;
};

const sorts = Object.entries(t.list.sorts) as readonly [ProductSort, string][];

/** Title, filters and sorting around a list of products. */
export const CatalogueLayout = ({
  title,
  description,
  address,
  digits,
  facets,
  onChange,
  children,
}: Props): ReactNode => (
  <div className="catalogue">
    <header className="catalogue__head">
      <h1>{title}</h1>
      {description}
    </header>
    <label className="catalogue__sort">
      <span className="small muted">{t.list.sort}</span>
      <select
        className="catalogue__select"
        value={address.sort}
        onChange={(event) => {
          const chosen = sorts.find(([sort]) => sort === event.currentTarget.value);
          if (chosen) onChange({ sort: chosen[0] });
        }}
      >
        {sorts.map(([sort, label]) => (
          <option key={sort} value={sort}>
            {label}
          </option>
        ))}
      </select>
    </label>
    <ListFilters digits={digits} facets={facets} address={address} onChange={onChange} />
    <section className="catalogue__list" aria-labelledby="catalogue-list">
      <h2 id="catalogue-list" className="visually-hidden">
        {t.nav.products}
      </h2>
      {children}
    </section>
  </div>
);

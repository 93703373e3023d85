import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { readFragment, type FragmentType } from '../graphql/fragment.ts';
import { graphql } from '../graphql/graphql.ts';
import { t } from '../lib/messages.ts';
import './category-shelf.css';

export const CategoryShelfCategory = graphql(`
  fragment CategoryShelfCategory on Category {
    id
    slug
    name
    image {
      url
      alt
    }
  }
`);

type Props = { readonly categories: readonly FragmentType<typeof CategoryShelfCategory>[] };

export const CategoryShelf = ({ categories }: Props): ReactNode => (
  <nav aria-label={t.list.categories}>
    <ul className="category-shelf">
      {readFragment(CategoryShelfCategory, categories).map((category) => (
        <li key={category.id}>
          <Link className="category-shelf__link" href={`/categories/${category.slug}`}>
            {category.image && <img src={category.image.url} alt="" width="32" height="32" decoding="async" />}
            {category.name}
          </Link>
        </li>
      ))}
    </ul>
  </nav>
);

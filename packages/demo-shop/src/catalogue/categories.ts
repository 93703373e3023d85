import { idFor } from '../random.ts';
import type { DemoCategory } from '../types.ts';
import { clothing } from './clothing.ts';
import { coffeeAndTea } from './coffee-and-tea.ts';
import { cookAndTable } from './cook-and-table.ts';
import { deskAndStudio } from './desk-and-studio.ts';
import type { ProductDraft } from './draft.ts';
import { garden } from './garden.ts';
import { living } from './living.ts';
import { outdoorsAndPlay } from './outdoors-and-play.ts';
import { pantry } from './pantry.ts';

interface CategoryDraft {
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly parent: string | null;
  readonly products: readonly ProductDraft[];
}

/** The shelves in the order of the menu, parents before children. */
const drafts: readonly CategoryDraft[] = [
  {
    slug: 'kitchen',
    parent: null,
    products: [],
    name: 'Kitchen',
    description: 'Everything between the first coffee and the last dish.',
  },
  {
    slug: 'coffee-and-tea',
    parent: 'kitchen',
    products: coffeeAndTea,
    name: 'Coffee & Tea',
    description: 'Cups, pots and small rituals.',
  },
  {
    slug: 'cook-and-table',
    parent: 'kitchen',
    products: cookAndTable,
    name: 'Cook & Table',
    description: 'Pans that last and plates to gather around.',
  },
  {
    slug: 'pantry',
    parent: 'kitchen',
    products: pantry,
    name: 'Pantry',
    description: 'Good things in jars, tins and paper.',
  },
  {
    slug: 'home',
    parent: null,
    products: [],
    name: 'Home',
    description: 'For rooms that feel lived in, and sills that grow.',
  },
  {
    slug: 'living-and-bath',
    parent: 'home',
    products: living,
    name: 'Living & Bath',
    description: 'Light, time, comfort and clean hands.',
  },
  {
    slug: 'plants-and-garden',
    parent: 'home',
    products: garden,
    name: 'Plants & Garden',
    description: 'Green company for sill, balcony and bed.',
  },
  {
    slug: 'desk-and-studio',
    parent: null,
    products: deskAndStudio,
    name: 'Desk & Studio',
    description: 'Tools for people who make things.',
  },
  {
    slug: 'clothing',
    parent: null,
    products: clothing,
    name: 'Clothing',
    description: 'Warm, bright and made to be worn a lot.',
  },
  {
    slug: 'outdoors-and-play',
    parent: null,
    products: outdoorsAndPlay,
    name: 'Outdoors & Play',
    description: 'Reasons to leave the house, or to stay in on a rainy day.',
  },
];

const idBySlug = new Map(drafts.map((draft, n) => [draft.slug, idFor('category', n)]));

function idOf(slug: string): string {
  const id = idBySlug.get(slug);
  if (id === undefined) throw new RangeError(`no category ${slug}`);
  return id;
}

/** All categories, parents before their children. */
export const categories: readonly DemoCategory[] = drafts.map(({ slug, name, description, parent }, n) => ({
  id: idOf(slug),
  parentId: parent === null ? null : idOf(parent),
  slug,
  name,
  description,
  position: drafts.slice(0, n).filter((sibling) => sibling.parent === parent).length,
}));

/** The written catalogue: each product with the id of the shelf it stands on. */
export const shelvedDrafts: readonly { readonly categoryId: string; readonly draft: ProductDraft }[] = drafts.flatMap(
  ({ slug, products }) => products.map((draft) => ({ categoryId: idOf(slug), draft })),
);

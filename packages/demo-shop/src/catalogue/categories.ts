import { idFor } from '../random.ts';
import type { DemoCategory } from '../types.ts';
import { clothing } from './clothing.ts';
import { coffeeAndTea } from './coffee-and-tea.ts';
import { cookAndTable } from './cook-and-table.ts';
import { deskAndStudio } from './desk-and-studio.ts';
import type { ProductDraft, ProductDrafts } from './draft.ts';
import { garden } from './garden.ts';
import { living } from './living.ts';
import { outdoorsAndPlay } from './outdoors-and-play.ts';
import { pantry } from './pantry.ts';

/** A category as it is written down: `parent` is a slug, null at the top of the tree. */
const draft = (slug: string, parent: string | null, name: string, description: string, products: ProductDrafts) => ({
  slug,
  parent,
  name,
  description,
  products,
});

/** The shelves in the order of the menu, parents before children. */
const drafts = [
  draft('kitchen', null, 'Kitchen', 'Everything between the first coffee and the last dish.', {}),
  draft('coffee-and-tea', 'kitchen', 'Coffee & Tea', 'Cups, pots and small rituals.', coffeeAndTea),
  draft('cook-and-table', 'kitchen', 'Cook & Table', 'Pans that last and plates to gather around.', cookAndTable),
  draft('pantry', 'kitchen', 'Pantry', 'Good things in jars, tins and paper.', pantry),
  draft('home', null, 'Home', 'For rooms that feel lived in, and sills that grow.', {}),
  draft('living-and-bath', 'home', 'Living & Bath', 'Light, time, comfort and clean hands.', living),
  draft('plants-and-garden', 'home', 'Plants & Garden', 'Green company for sill, balcony and bed.', garden),
  draft('desk-and-studio', null, 'Desk & Studio', 'Tools for people who make things.', deskAndStudio),
  draft('clothing', null, 'Clothing', 'Warm, bright and made to be worn a lot.', clothing),
  draft(
    'outdoors-and-play',
    null,
    'Outdoors & Play',
    'Reasons to leave the house, or to stay in on a rainy day.',
    outdoorsAndPlay,
  ),
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

/** A product of the written catalogue, with the start of its SKUs and the shelf it stands on. */
export type ShelvedDraft = ProductDraft & { readonly sku: string; readonly categoryId: string };

/** The written catalogue, shelf by shelf. */
export const shelvedDrafts: readonly ShelvedDraft[] = drafts.flatMap(({ slug, products }) =>
  Object.entries(products).map(([sku, product]) => ({ ...product, sku, categoryId: idOf(slug) })),
);

import { describe, expect, it } from 'vitest';
import { categoryTree, type Category } from './category.ts';

const category = (id: string, parentId: string | null, position: number): Category => ({
  id,
  parentId,
  slug: id,
  name: id,
  description: '',
  image: null,
  position,
});

describe('categoryTree', () => {
  const tree = categoryTree([
    category('tea', 'drinks', 1),
    category('drinks', null, 1),
    category('coffee', 'drinks', 0),
    category('beans', 'coffee', 0),
    category('home', null, 0),
  ]);

  it('gives siblings in display order', () => {
    expect(tree.childrenOf(null).map(({ id }) => id)).toEqual(['home', 'drinks']);
    expect(tree.childrenOf('drinks').map(({ id }) => id)).toEqual(['coffee', 'tea']);
    expect(tree.childrenOf('beans')).toEqual([]);
  });

  it('gives a category with all below it', () => {
    expect(tree.within('drinks')).toEqual(['drinks', 'coffee', 'beans', 'tea']);
    expect(tree.within('home')).toEqual(['home']);
  });
});

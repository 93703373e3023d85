import { describe, expect, it } from 'vitest';
import { subgraphList } from './subgraph-list.ts';

describe('the list of subgraphs', () => {
  it('gives cookies to the subgraph that signs people in, and to no other', () => {
    expect(subgraphList.filter(({ handlesCookies }) => handlesCookies).map(({ name }) => name)).toEqual(['user']);
  });

  it('gives each its own name, folder and address', () => {
    for (const key of ['name', 'folder', 'defaultUrl'] as const)
      expect(new Set(subgraphList.map((entry) => entry[key])).size).toBe(subgraphList.length);
  });
});

import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { renderInShop, signedIn } from '../graphql/testing.tsx';
import { Admin } from './admin.tsx';

it('sends staff who need a second factor to where they set one up, and asks for nothing of theirs', async () => {
  const { sent } = renderInShop(
    <Admin />,
    { RefreshSession: () => ({ data: { refreshSession: { ...signedIn('STAFF'), needsSecondFactor: true } } }) },
    '/admin/orders',
  );
  const link = await screen.findByRole('link', { name: 'Set it up' });
  expect(link.getAttribute('href')).toBe('/account/security');
  expect(sent.map(({ operationName }) => operationName)).toEqual(['RefreshSession']);
});

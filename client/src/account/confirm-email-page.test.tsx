import { cleanup, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { renderInShop, signedIn } from '../graphql/testing.tsx';
import { VerifyEmailPage } from './confirm-email-page.tsx';

beforeEach(() => history.replaceState(null, '', '/verify-email#the-token'));
afterEach(() => {
  cleanup();
  history.replaceState(null, '', '/');
});

const confirmed = { __typename: 'VerifyEmailSuccess', email: 'ada@example.com', user: null };

it('confirms for who is signed in by a click, and takes the token out of the address', async () => {
  const { sent } = renderInShop(<VerifyEmailPage />, {
    RefreshSession: () => ({ data: { refreshSession: signedIn() } }),
    VerifyEmail: () => ({ data: { verifyEmail: confirmed } }),
  });
  await screen.findByText('One more click, and the address is yours to sign in with.');
  await userEvent.click(screen.getByRole('button', { name: 'Confirm address' }));
  await screen.findByText('Your e-mail address is confirmed.');
  expect(sent.find(({ operationName }) => operationName === 'VerifyEmail')?.variables).toEqual({
    input: { token: 'the-token', password: null },
  });
  expect(location.hash).toBe('');
});

it('asks for the password on another device, and says when it is not the account\u2019s', async () => {
  const refused = { __typename: 'InvalidCredentialsError', message: 'no', field: ['input', 'password'] };
  renderInShop(<VerifyEmailPage />, {
    VerifyEmail: ({ input }) => ({
      data: { verifyEmail: (input as { password: string }).password === 'right' ? confirmed : refused },
    }),
  });
  const password = await screen.findByLabelText('Password');
  await userEvent.type(password, 'wrong');
  await userEvent.click(screen.getByRole('button', { name: 'Confirm address' }));
  await screen.findAllByText('This is not the password of the account that the link is for.');
  await userEvent.clear(password);
  await userEvent.type(password, 'right');
  await userEvent.click(screen.getByRole('button', { name: 'Confirm address' }));
  await screen.findByText('Your e-mail address is confirmed.');
  expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toBe('/sign-in');
});

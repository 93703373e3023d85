import { expect, it } from 'vitest';
import { renderInShop } from '../graphql/testing.tsx';
import { MailboxPage } from './mailbox-page.tsx';

const mail = { __typename: 'Mail', id: 'm', to: 'ada@example.com', subject: 'Hello', sentAt: '2026-11-27T12:00:00Z' };

it('shows mails with links that can be followed', async () => {
  const text = 'Confirm:\n\nhttps://shop.example.com/verify?token=abc\n\nBye';
  const view = renderInShop(<MailboxPage />, { MailboxPage: () => ({ data: { mailbox: [{ ...mail, text }] } }) });
  const link = await view.findByRole('link');
  expect(link.getAttribute('href')).toBe('https://shop.example.com/verify?token=abc');
  expect(link.parentElement?.textContent).toBe(text);
});

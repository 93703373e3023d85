import { expect, it } from 'vitest';
import { chooseMailer } from './choose-mailer.ts';

const SHOP_URL = 'http://localhost:4000';
const smtp = {
  SMTP_URL: 'smtps://mail.example.com',
  MAIL_FROM: 'shop@example.com',
  SHOP_URL: 'https://shop.example.com',
};

it('sends mails, or keeps them for the mailbox of a shop on this machine', () => {
  expect(chooseMailer({ ...smtp, MAILBOX: false, SECURE_COOKIES: true }).keepsMails).toBe(false);
  expect(chooseMailer({ SHOP_URL, MAILBOX: true, SECURE_COOKIES: false }).keepsMails).toBe(true);
});

it.each([
  ['a shop without mails', { SHOP_URL, MAILBOX: false, SECURE_COOKIES: false }, 'SMTP_URL is missing'],
  ['a mailbox for everybody on the open net', { SHOP_URL, MAILBOX: true, SECURE_COOKIES: true }, 'on localhost'],
  ['a mailbox beside a mail server', { ...smtp, MAILBOX: true, SECURE_COOKIES: false }, 'without SMTP_URL'],
  ['links that lead to this machine', { ...smtp, SHOP_URL, MAILBOX: false, SECURE_COOKIES: true }, 'SHOP_URL'],
  ['mails from nobody', { ...smtp, MAIL_FROM: undefined, MAILBOX: false, SECURE_COOKIES: true }, 'MAIL_FROM'],
])('refuses %s', (_, settings, message) => {
  expect(() => chooseMailer(settings)).toThrow(message);
});

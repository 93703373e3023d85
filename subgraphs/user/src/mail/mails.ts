import type { Tx } from '@storegraph/subgraph-kit/database/database';
import { TOKEN_HOURS, type TokenPurpose } from '../domain/one-time-token.ts';
import type { Account } from '../domain/user.ts';
import { mailOf } from './mail-text.ts';
import { queueMail } from './outgoing-mail.ts';

/** Where a mail goes, and what its link opens. */
type Confirmation = {
  readonly purpose: Exclude<TokenPurpose, 'RESET_PASSWORD'>;
  readonly email: string;
  readonly token: string;
};

/** The mails of the shop. Each is sent once the transaction that asks for it is committed. */
export type Mails = {
  /** To who owns the account, in case it was somebody else. */
  passwordChanged(tx: Tx, account: Account): Promise<void>;
  confirmEmail(tx: Tx, confirmation: Confirmation): Promise<void>;
  /** To who has an account already, and whose address was given for another one. */
  hasAccount(tx: Tx, email: string): Promise<void>;
  resetPassword(tx: Tx, account: Account, token: string): Promise<void>;
  /** To an address for which a new password was asked, and that no account has. */
  hasNoAccount(tx: Tx, email: string): Promise<void>;
  /** To the address that an account is about to leave. */
  emailChangeRequested(tx: Tx, account: Account, newEmail: string): Promise<void>;
  emailChanged(tx: Tx, account: Account, newEmail: string): Promise<void>;
};

const PAGES = {
  VERIFY_EMAIL: 'verify-email',
  CHANGE_EMAIL: 'confirm-email-change',
  RESET_PASSWORD: 'reset-password',
} as const satisfies Record<TokenPurpose, string>;

const hours = (count: number): string => (count === 1 ? 'an hour' : `${count} hours`);

/**
 * @param shop - its name
 * @param shopUrl - where people reach it
 */
export function createMails(shop: string, shopUrl: string): Mails {
  // Behind the hash, a token is not sent to servers, so that no log and no other site gets it.
  const link = (purpose: TokenPurpose, token: string): string => new URL(`/${PAGES[purpose]}#${token}`, shopUrl).href;
  const page = (path: string): string => new URL(path, shopUrl).href;
  const send = (tx: Tx, to: string, subject: string, paragraphs: readonly string[]): Promise<void> =>
    queueMail(tx, mailOf(to, subject, [...paragraphs, shop]));
  return {
    passwordChanged: (tx, { email, name }) =>
      send(tx, email, `Your password at ${shop} was changed`, [
        `Hello ${name},`,
        'the password of your account was changed just now, and you were signed out everywhere else.',
        `If that was not you, somebody else can use your account. Choose another password now: ${page('/forgot-password')}`,
      ]),
    confirmEmail: (tx, { purpose, email, token }) =>
      send(tx, email, `Confirm your e-mail address at ${shop}`, [
        'Hello,',
        'this address was given for an account. If that was you, confirm that it is yours:',
        link(purpose, token),
        `The link works once, for ${hours(TOKEN_HOURS[purpose])}. If that was not you, do nothing: nobody gets in by this address.`,
      ]),
    hasAccount: (tx, email) =>
      send(tx, email, `You have an account at ${shop}`, [
        'Hello,',
        'this address was given for a new account, and it has one already. Nothing was changed.',
        `Sign in: ${page('/sign-in')}`,
        `Choose a new password, if you forgot yours: ${page('/forgot-password')}`,
        'If that was not you, do nothing.',
      ]),
    resetPassword: (tx, { email, name }, token) =>
      send(tx, email, `A new password at ${shop}`, [
        `Hello ${name},`,
        'somebody asked for a new password of your account. If that was you, choose one:',
        link('RESET_PASSWORD', token),
        `The link works once, for ${hours(TOKEN_HOURS.RESET_PASSWORD)}. If that was not you, do nothing: your password stays as it is.`,
      ]),
    hasNoAccount: (tx, email) =>
      send(tx, email, `You have no account at ${shop}`, [
        'Hello,',
        'somebody asked for a new password of an account with this address. There is none, or its address was never confirmed.',
        `Perhaps you gave another address. Create an account: ${page('/register')}`,
        'If that was not you, do nothing.',
      ]),
    emailChangeRequested: (tx, { email, name }, newEmail) =>
      send(tx, email, `Your e-mail address at ${shop} is about to change`, [
        `Hello ${name},`,
        `somebody who knows your password asked to change the address of your account to ${newEmail}. It changes once it is confirmed from there.`,
        `If that was not you, choose another password now, which ends it: ${page('/forgot-password')}`,
      ]),
    emailChanged: (tx, { email, name }, newEmail) =>
      send(tx, email, `Your e-mail address at ${shop} was changed`, [
        `Hello ${name},`,
        `the address of your account is ${newEmail} from now on. If that was not you, tell us at once.`,
      ]),
  };
}

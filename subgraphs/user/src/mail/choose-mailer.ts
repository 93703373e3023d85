import { EnvError } from '@storegraph/subgraph-kit/service/env';
import { createSmtpMailer, type Mailer } from './mailer.ts';

type MailSettings = {
  readonly SMTP_URL?: string | undefined;
  readonly MAIL_FROM?: string | undefined;
  readonly MAILBOX: boolean;
  readonly SHOP_URL: string;
  readonly SECURE_COOKIES: boolean;
};

/** Sends nothing: mails stay in the shop, where everybody reads them. */
const mailbox: Mailer = { keepsMails: true, send: async () => {} };

/**
 * Who delivers the mails of a shop.
 * @throws EnvError when nobody does, as accounts need mails; and where real people's mails would be for everybody
 */
export function chooseMailer({ SMTP_URL, MAIL_FROM, MAILBOX, SHOP_URL, SECURE_COOKIES }: MailSettings): Mailer {
  if (SMTP_URL === undefined && !MAILBOX)
    throw new EnvError(
      'SMTP_URL is missing: people confirm their addresses by mail. On your own machine, MAILBOX=true does without',
    );
  if (SMTP_URL === undefined) {
    if (SECURE_COOKIES)
      throw new EnvError('MAILBOX shows mails to everybody: only with SECURE_COOKIES=false, on localhost');
    return mailbox;
  }
  if (MAILBOX) throw new EnvError('MAILBOX is for a shop without SMTP_URL');
  if (SECURE_COOKIES && !SHOP_URL.startsWith('https:'))
    throw new EnvError('SHOP_URL has to begin with https:// where cookies are secure: links in mails lead there');
  if (MAIL_FROM === undefined) throw new EnvError('SMTP_URL needs MAIL_FROM: whom the mails are from');
  return createSmtpMailer(SMTP_URL, MAIL_FROM);
}

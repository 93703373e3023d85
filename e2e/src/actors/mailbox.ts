import { eventually } from '../stack/eventually.ts';
import { documents } from './documents.ts';
import { succeeded } from './outcome.ts';
import type { Visitor } from './visitor.ts';

type Mail = { readonly to: string; readonly subject: string; readonly text: string };

/** The newest mail to an address, once one is there that fits. */
const mailTo = (visitor: Visitor, email: string, fits: (mail: Mail) => boolean = () => true): Promise<Mail> =>
  eventually(async () => {
    const { mailbox }: { mailbox: readonly Mail[] } = await visitor.read('{ mailbox { to subject text } }');
    const mail = mailbox.find((each) => each.to === email && fits(each));
    if (mail === undefined) throw new Error(`No such mail to ${email} in the mailbox`);
    return mail;
  });

/** What the newest link that was mailed to an address ends in. */
async function mailedToken(visitor: Visitor, email: string): Promise<string> {
  const { text } = await mailTo(visitor, email, (mail) => mail.text.includes('#'));
  return /#(\S+)/.exec(text)?.[1] ?? '';
}

/** Follows the link that was mailed to who has just registered. */
export async function confirmEmail(visitor: Visitor, { email }: { readonly email: string }): Promise<void> {
  const input = { token: await mailedToken(visitor, email) };
  succeeded((await visitor.read(documents.verifyEmail, { input })).verifyEmail);
}

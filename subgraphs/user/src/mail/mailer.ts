import { createTransport } from 'nodemailer';
import { z } from 'zod';

export type Mail = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
};

/** Hands mails over to who delivers them. */
export type Mailer = {
  /** What is sent stays, to be read in the shop's own mailbox; otherwise it is forgotten. */
  readonly keepsMails: boolean;
  /**
   * Resolves once the mail is somebody else's to deliver.
   * @param id - the same for each try, so that who got it twice can tell
   * @param signal - gives the try up; who delivers may have taken the mail by then
   * @throws MailRefused when no further try helps; anything else when a later one may
   */
  send(id: string, mail: Mail, signal: AbortSignal): Promise<void>;
};

/** A server does not take a mail, and never will. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused';
}

const TIMEOUT_MS = 10_000;

/**
 * Sends over SMTP, each mail by a connection of its own: a pool of them takes up a mail again by itself when one
 * breaks, as often as it breaks.
 * @param from - `Shop <shop@example.com>`
 */
export function createSmtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // A mail is text of ours: nothing in it makes the library read files or other servers.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const domain = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    keepsMails: false,
    send: async (id, mail, signal) => {
      try {
        await transport.sendMail({ ...mail, from, messageId: `<${id}@${domain}>`, signal });
      } catch (error) {
        throw withoutWords(error);
      }
    },
  };
}

// About this sender, recipient or message, and not about who we are or whether the server is well.
const ABOUT_THE_MAIL = new Set(['EENVELOPE', 'EMESSAGE']);

const replySchema = z.object({ code: z.string(), responseCode: z.int() });

// The words of a server, and so of the library, quote addresses.
function withoutWords(error: unknown): Error {
  const { success, data: reply } = replySchema.safeParse(error);
  if (!success) return new Error('The mail server does not answer');
  return reply.responseCode >= 500 && ABOUT_THE_MAIL.has(reply.code)
    ? new MailRefused(`The mail server refused a mail with ${reply.responseCode}`)
    : new Error(`The mail server put a mail off with ${reply.responseCode}`);
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

/** A mail server on loopback, and what it was given. */
export type MailServer = {
  readonly url: string;
  readonly mails: { readonly to: readonly string[]; readonly source: string }[];
  /** Answers the next recipients, or connections, with this code; null takes them. */
  refuseWith(code: number | null, what?: 'recipient' | 'connection'): void;
  stop(): Promise<void>;
};

export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = [];
  let refusals: { readonly [what: string]: number | null } = {};
  const refusing = (what: string, words: string): Error | null =>
    refusals[what] ? Object.assign(new Error(words), { responseCode: refusals[what] }) : null;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => done(refusing('connection', 'No entry')),
    onRcptTo: ({ address }, _session, done) => done(refusing('recipient', `No: ${address}`)),
    onData: (stream, session, done) => {
      void text(stream).then((source) => {
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), source });
        done();
      });
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuseWith: (code, what = 'recipient') => {
      refusals = { [what]: code };
    },
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

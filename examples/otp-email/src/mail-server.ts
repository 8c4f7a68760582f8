import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { wrap } from './page.ts';

/** A mail server on this machine, whose every mail is for the one customer. */
export interface MailServer {
  readonly port: number;
  /** The mails that came in, the oldest first. */
  readonly mailbox: readonly Email[];
  stop(): Promise<void>;
}

/** Starts a mail server on a port that is free. */
export async function startMailServer(): Promise<MailServer> {
  const mailbox: Email[] = [];
  const server = new SMTPServer({
    // Nothing leaves this machine, so there is neither TLS nor a login.
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onData: (stream, _, callback) => {
      const take = async () => {
        mailbox.push(await PostalMime.parse(await text(stream)));
        callback();
      };
      void take();
    },
  });
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mailbox,
    stop: async () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A mail as the customer reads it, on a page so many characters wide. */
export function asRead({ from, to = [], subject = '', text: words = '' }: Email, width: number): string {
  const room = width - rule.length;
  const lines = [
    ...header('From:', `${from?.name ?? ''} <${from?.address ?? ''}>`, room),
    ...header('To:', to[0]?.address ?? '', room),
    ...header('Subject:', subject, room),
    '',
    ...wrap(words.trim(), room),
  ];
  return lines.map((line) => `${rule}${line}`.trimEnd()).join('\n');
}

/** The code in a mail. */
export function codeIn({ text: words = '' }: Email): string {
  const [code] = /\b\d{6}\b/.exec(words) ?? [];
  if (code === undefined) throw new Error('There is no code in this mail.');
  return code;
}

const rule = '  | ';

/** As in mails, a header that is too long goes on in lines that are set in. */
function header(name: string, value: string, room: number): readonly string[] {
  const [first = '', ...others] = wrap(`${name.padEnd(9)}${value}`, room - 2);
  return [first, ...others.map((line) => `  ${line}`)];
}

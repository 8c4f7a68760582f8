import { randomUUID } from 'node:crypto';
import type { OutgoingMessage } from '@pointbook/core/codes';
import type { SendMailOptions } from 'nodemailer';
import { asciiDomain, type Mailbox } from './addresses.ts';
import { htmlPart } from './html-part.ts';

/** Who mail is from, and who gets the answers. */
export interface Sender {
  readonly from: Mailbox;
  readonly replyTo: Mailbox | null;
}

/** A mail with its Message-ID. */
export type Mail = SendMailOptions & { readonly messageId: string };

/** The mail for a message. Addresses are given as objects and apart from the headers, so none is read as a list. */
export function composeMail(given: OutgoingMessage, { from, replyTo }: Sender): Mail {
  const message = { ...given, subject: oneLine(given.subject), text: given.text.replace(/\r\n?/g, '\n') };
  const language = /^[a-z]{2,8}(-[a-z\d]{1,8})*$/i.test(message.locale) ? message.locale : null;
  return {
    messageId: `<${randomUUID()}@${asciiDomain(from.address)}>`,
    envelope: { from: from.address, to: [message.to] },
    from: { ...from },
    to: { name: '', address: message.to },
    ...(replyTo && { replyTo: { ...replyTo } }),
    subject: message.subject,
    // Nobody's holiday notice should answer it (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', ...(language !== null && { 'Content-Language': language }) },
    textEncoding: 'Q',
    text: message.text,
    html: htmlPart(message, language),
  };
}

/**
 * A subject. It is cut at 200 characters, because a line of a header has 998 characters at most. A space breaks what
 * would be read as an encoded word (RFC 2047).
 */
function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').replaceAll('=?', '= ?');
  return line
    .trim()
    .slice(0, 200)
    .replace(/\p{Cs}$/u, '');
}

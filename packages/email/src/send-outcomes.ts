import type { RejectReason, SendOutcome } from '@pointbook/core';
import type { NodemailerError } from 'nodemailer';
import { reasonOf } from './reject-reasons.ts';

/** How a send ended that nodemailer calls an error, in our own words: a server's answer may repeat what was sent. */
export function outcomeOf(error: NodemailerError): SendOutcome {
  const { code = '', responseCode: status = 0, response = '', command = '' } = error;
  if (code === 'EABORT') return unavailable(`The caller gave up before the mail server had answered; ${unknown}.`);
  // Its own answer may say whatever it likes: who does not encrypt is perhaps not the mail server at all.
  if (code === 'ETLS' || command === 'STARTTLS')
    return unavailable('The mail server does not encrypt the connection; nothing was sent. See the option tls.');
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] ?? null;
  const refusal = `(SMTP ${enhanced === null ? status : `${status} ${enhanced}`})`;
  if (status >= 500 && status !== 503) {
    const reason = reasonOf({ status, enhanced, command });
    return rejected(reason, `The mail server refused ${refused[reason]} ${refusal}.`);
  }
  if (status > 0) return unavailable(`The mail server does not take the message now ${refusal}.`, retryAfter(response));
  if (code === 'EAUTH') return rejected('account', 'The mail server has no way to log in that can be used.');
  return unavailable(lost(error));
}

/** A message that will never be taken. */
export function rejected(reason: RejectReason, message: string): SendOutcome {
  return { status: 'rejected', reason, message };
}

/** A message that may be sent later. */
export function unavailable(message: string, retryAfterMs: number | null = null): SendOutcome {
  return { status: 'unavailable', message, retryAfterMs };
}

const unknown = 'whether it has the message is not known';

const refused: Record<RejectReason, string> = {
  destination: 'the address',
  account: 'the login or the sender',
  content: 'the message',
  'opted-out': 'the message',
  country: 'the message',
};

function lost(error: NodemailerError): string {
  const { code = '', timeoutType } = error;
  const cause = causeOf(error);
  // Not the account's fault: a certificate is renewed, and who shows a wrong one may not be the mail server.
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(cause))
    return `The certificate of the mail server is not trusted (${cause}); nothing was sent. See the option ca.`;
  if (code === 'EDNS' || unreachable.has(cause) || (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT'))
    return `The mail server cannot be reached (${cause}); nothing was sent.`;
  return `The connection to the mail server was lost (${cause}); ${unknown}.`;
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** What the system calls it: a word in capitals, which says nothing of the message. */
function causeOf({ originalCode, code = '' }: NodemailerError): string {
  return [originalCode, code].find((name) => /^[A-Z][A-Z\d_]{2,60}$/.test(name ?? '')) ?? 'no reason given';
}

/** Greylisting servers often say when to come back: "try again in 300 seconds", "greylisted for 5 minutes". */
function retryAfter(response: string): number | null {
  const [, count, unit = ''] = /\b(?:in|for|after) (\d{1,4}) ?(s|m)(?:ec|in)?(?:ond|ute)?s?\b/i.exec(response) ?? [];
  return count === undefined ? null : Number(count) * (unit.toLowerCase() === 's' ? 1000 : 60_000);
}

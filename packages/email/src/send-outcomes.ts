import type { RejectReason, SendOutcome } from '@pointbook/core/codes';
import type { NodemailerError } from 'nodemailer';
import type { EmailTls } from './email-notifier-options.ts';
import { reasonOf } from './reject-reasons.ts';

/** What is known of a send besides its error. */
export interface Circumstances {
  /** Whether the mail server may have some of the message. */
  readonly hasLeft: boolean;
  readonly tls: EmailTls;
}

/** How a send ended that nodemailer calls an error, in our own words: a server's answer may repeat what was sent. */
export function outcomeOf(error: NodemailerError, { hasLeft, tls }: Circumstances): SendOutcome {
  const { code = '', responseCode: status = 0, response = '', command = '' } = error;
  if (code === 'EABORT')
    return unavailable(`The caller gave up${hasLeft ? ` before the mail server had answered; ${unknown}` : nothing}.`);
  // Its answer is not passed on: a host that does not encrypt may not be the mail server at all.
  if (code === 'ETLS')
    return unavailable(`The mail server does not encrypt the connection${nothing}. See the option tls.`);
  const enhanced = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1] ?? null;
  const refusal = `(SMTP ${enhanced === null ? status : `${status} ${enhanced}`})`;
  // This answer came in the clear, so anyone on the network may have sent it: it must not be final.
  if (status >= 500 && tls === 'starttls' && (command === 'CONN' || command === 'EHLO'))
    return unavailable(`The mail server refused the connection ${refusal}${nothing}.`);
  // 503 is about the order of the commands; of a login it says that there is none here.
  if (status >= 500 && (status !== 503 || command.startsWith('AUTH'))) {
    const reason = reasonOf({ status, enhanced, command });
    return rejected(reason, `The mail server refused ${refused[reason]} ${refusal}.`);
  }
  if (status > 0) return unavailable(`The mail server does not take the message now ${refusal}.`, retryAfter(response));
  if (code === 'EAUTH') return rejected('account', 'The mail server offers no way to log in that this package knows.');
  return unavailable(lost(error, hasLeft));
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
const nothing = '; nothing was sent';

const refused: Record<RejectReason, string> = {
  destination: 'the address',
  account: 'the login or the sender',
  content: 'the message',
  'opted-out': 'the message',
  country: 'the message',
};

function lost(error: NodemailerError, hasLeft: boolean): string {
  const { code = '', timeoutType } = error;
  const cause = causeOf(error);
  // Not the account's fault: a certificate is renewed, and who shows a wrong one may not be the mail server.
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(cause))
    return `The certificate of the mail server is not trusted (${cause})${nothing}. See the option ca.`;
  if (code === 'EDNS' || unreachable.has(cause) || (timeoutType !== undefined && timeoutType !== 'SOCKET_TIMEOUT'))
    return `The mail server cannot be reached (${cause})${nothing}.`;
  if (cause.startsWith('ERR_SSL_') && !hasLeft)
    return `The mail server speaks no TLS that can be used (${cause})${nothing}. See the option tls.`;
  return `The connection to the mail server was lost (${cause})${hasLeft ? `; ${unknown}` : nothing}.`;
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL']);

/** The system's name of the error: a word in capitals, which holds nothing of the message. */
function causeOf({ originalCode, code = '' }: NodemailerError): string {
  return [originalCode, code].find((name) => /^[A-Z][A-Z\d_]{2,60}$/.test(name ?? '')) ?? 'no reason given';
}

/** Nobody is told to wait longer. */
const aDay = 86_400_000;

/** Greylisting servers often say when to come back: "try again in 300 seconds", "greylisted for 5 minutes". */
function retryAfter(response: string): number | null {
  const [, count, unit = ''] = /\b(?:in|for|after) (\d{1,4}) ?(s|m)(?:ec|in)?(?:ond|ute)?s?\b/i.exec(response) ?? [];
  return count === undefined ? null : Math.min(Number(count) * (unit.toLowerCase() === 's' ? 1000 : 60_000), aDay);
}

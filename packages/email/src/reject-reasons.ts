import type { RejectReason } from '@pointbook/core/codes';

/** A mail server's refusal for good. */
export interface Refusal {
  /** 500 to 599. */
  readonly status: number;
  /** The enhanced status code of RFC 3463, such as 5.1.1; null where the server gives none. */
  readonly enhanced: string | null;
  /** What was refused: `MAIL FROM`, `RCPT TO`, `DATA`, `AUTH PLAIN`, or `CONN` for the connection itself. */
  readonly command: string;
}

/** Whose fault a refusal is. The enhanced code knows best; without one, what was refused and the status say it. */
export function reasonOf(refusal: Refusal): RejectReason {
  return byEnhancedCode(refusal) ?? byCommand(refusal);
}

function byEnhancedCode({ enhanced, command }: Refusal): RejectReason | null {
  const code = enhanced?.slice(2) ?? '';
  // Too large for the server or the mailbox; media that it does not take.
  if (/^(3\.4|2\.3|6\.\d+)$/.test(code)) return 'content';
  // The sender's address, which some servers judge only after the recipient's; DKIM, SPF and the like.
  if (/^(1\.[78]|7\.2\d)$/.test(code)) return 'account';
  if (command !== 'RCPT TO' && command !== 'DATA') return null;
  if (/^[12]\./.test(code)) return 'destination';
  // Relaying denied, or this machine on a blocklist. After the text it is about the text.
  return code.startsWith('7.') && command === 'RCPT TO' ? 'account' : null;
}

function byCommand({ status, command }: Refusal): RejectReason {
  if (loginMissing.has(status)) return 'account';
  if (command === 'DATA') return 'content';
  if (command === 'MAIL FROM') return status === 552 ? 'content' : 'account';
  return command === 'RCPT TO' && noSuchMailbox.has(status) ? 'destination' : 'account';
}

const loginMissing = new Set([530, 534, 535, 538]);
const noSuchMailbox = new Set([501, 550, 551, 552, 553, 556]);

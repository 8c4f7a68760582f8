import { X509Certificate } from 'node:crypto';
import { BlockList, isIP, isIPv6 } from 'node:net';
import { checkOptionNames, type OptionNames } from '@pointbook/core/shapes';
import { isAddress, isOneLine, type Mailbox } from './addresses.ts';

/** The mail server, the sender, and how patient to be; what is left out is as its comment says. */
export interface EmailNotifierOptions {
  /** The mail server that takes the shop's mail: a name, or an IP address. */
  readonly host: string;
  /**
   * The port; without it 587, with implicit TLS 465, without TLS 25.
   *
   * @defaultValue 587
   */
  readonly port?: number | undefined;
  /** Who the mail is from: an address, or a name and an address. */
  readonly from: string | Mailbox;
  /** Where a customer's answer goes; without it, to the sender. */
  readonly replyTo?: string | Mailbox | undefined;
  /** Without it the mail server must take mail from this machine as it is. */
  readonly auth?: EmailLogin | undefined;
  /**
   * How the connection is encrypted; without it as the port says: `implicit` on 465, or else `starttls`.
   *
   * @defaultValue 'starttls'
   */
  readonly tls?: EmailTls | undefined;
  /** Certificates in PEM that are trusted instead of those that Node trusts, for a mail server with its own. */
  readonly ca?: string | readonly string[] | undefined;
  /**
   * Connections at most; more messages wait their turn.
   *
   * @defaultValue 5
   */
  readonly connections?: number | undefined;
  /**
   * Messages after which a connection is replaced by a new one.
   *
   * @defaultValue 100
   */
  readonly messagesPerConnection?: number | undefined;
  /**
   * How long connecting may take, with TLS and the server's greeting.
   *
   * @defaultValue 10000
   */
  readonly connectTimeoutMs?: number | undefined;
  /**
   * How long the server may be silent.
   *
   * @defaultValue 60000
   */
  readonly answerTimeoutMs?: number | undefined;
}

/**
 * `starttls`: begins in the clear and is encrypted before anything is said; a server that does not encrypt gets
 * nothing. `implicit`: encrypted from the first byte. `off-on-loopback`: not encrypted, to a server on this machine
 * only.
 */
export type EmailTls = 'starttls' | 'implicit' | 'off-on-loopback';

/** What the mail server knows the shop by. */
export interface EmailLogin {
  /** The user name. */
  readonly user: string;
  /** The password; no error and no log shows it. */
  readonly pass: string;
}

/** Refuses options that cannot be: a typing mistake would otherwise show when a customer waits for a code. */
export function checkEmailOptions(options: EmailNotifierOptions): void {
  checkOptionNames('emailNotifier()', options, names, TypeError);
  checkServer(options);
  checkSender(options);
  for (const [name, most] of Object.entries(limits)) {
    const { [name as keyof typeof limits]: value = 1 } = options;
    if (!Number.isSafeInteger(value) || value < 1 || value > most)
      throw new RangeError(`${name} must be a whole number, 1 to ${most}.`);
  }
}

/** How the connection is encrypted. */
export function tlsOf({ tls, port }: EmailNotifierOptions): EmailTls {
  return tls ?? (port === 465 ? 'implicit' : 'starttls');
}

function checkServer(options: EmailNotifierOptions): void {
  const { host, auth, ca } = options;
  if (typeof host !== 'string' || (isIP(host) === 0 && !hostName.test(host)))
    throw new TypeError(
      'host must be a name such as smtp.example.org, or an IP address; a port is an option of its own.',
    );
  if (!ways.includes(tlsOf(options))) throw new TypeError(`tls must be one of ${ways.join(', ')}.`);
  if (tlsOf(options) === 'off-on-loopback' && !isLoopback(host))
    throw new RangeError('tls off-on-loopback is for localhost, 127.0.0.1 and ::1 only: encrypt, or run a relay here.');
  if (auth !== undefined && !(isText(auth?.user) && isText(auth.pass)))
    throw new TypeError(
      'auth must have a user and a pass, and none of them empty; leave it out where there is no login.',
    );
  if (ca !== undefined && (ca?.length === 0 || ![ca].flat().every(isCertificates)))
    throw new TypeError('ca must be certificates in PEM, in a text or in an array.');
}

function checkSender({ from, replyTo = from }: EmailNotifierOptions): void {
  if (!isMailbox(from))
    throw new TypeError(
      'from must be an address such as points@shop.example, or { name, address } with one; the name is one line, 200 characters at most.',
    );
  if (!isMailbox(replyTo))
    throw new TypeError(
      'replyTo must be an address such as help@shop.example, or { name, address } with one; the name is one line, 200 characters at most.',
    );
}

function isMailbox(value: unknown): boolean {
  if (typeof value === 'string') return isAddress(value);
  const { name, address } = (value ?? {}) as Partial<Record<keyof Mailbox, unknown>>;
  return isName(name) && typeof address === 'string' && isAddress(address);
}

/** A header of one line takes no name of any length, and no mail program shows it. */
function isName(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 200 && isOneLine(name);
}

/** One certificate or more; Node would leave out what it cannot read, and then trust nobody. */
function isCertificates(value: unknown): boolean {
  if (typeof value !== 'string') return false;
  const certificates = value.match(/-----BEGIN ([A-Z\d ]*)-----[^-]*-----END \1-----/g) ?? [];
  return certificates.length > 0 && certificates.every(isCertificate);
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== '';
  } catch {
    return false;
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && loopback.check(host, isIPv6(host) ? 'ipv6' : 'ipv4'));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

const hostName = /^[\p{L}\p{N}]([\p{L}\p{N}._-]*[\p{L}\p{N}])?$/u;
const ways: readonly EmailTls[] = ['starttls', 'implicit', 'off-on-loopback'];
/** The timeouts end a little before what Node's timers can be set to. */
const limits = {
  port: 65_535,
  connections: 100,
  messagesPerConnection: 1_000_000,
  connectTimeoutMs: 2_000_000_000,
  answerTimeoutMs: 2_000_000_000,
};
const names: OptionNames<EmailNotifierOptions> = {
  host: false,
  from: false,
  replyTo: false,
  auth: false,
  tls: false,
  ca: false,
  port: false,
  connections: false,
  messagesPerConnection: false,
  connectTimeoutMs: false,
  answerTimeoutMs: false,
};

import { InvariantError } from '@pointbook/core';
import { checkOptionNames } from '@pointbook/core/shapes';

/** Signs links by which a member sees what is its own, and reads them. */
export interface MemberLinks {
  /**
   * A token for a member, good until an instant. It is the query parameter `link`, or `Authorization: Member <token>`.
   */
  sign(memberId: string, expiresAt: Date): Promise<string>;
  /** The member whose token it is; null where it is forged, or past its end. */
  verify(token: string): Promise<string | null>;
}

/** What links are signed with. */
export interface MemberLinkOptions {
  /** At least 32 characters, the same in all processes. */
  readonly secret: string;
  /** Tells the time, in milliseconds since 1970; the machine's clock when left out. */
  readonly now?: (() => number) | undefined;
}

/** The query parameter that holds the token of a signed link. */
export const linkParameter = 'link';

/** Signs tokens with HMAC-SHA-256, by the Web Crypto of the runtime. */
export function memberLinks(options: MemberLinkOptions): MemberLinks {
  checkOptionNames('memberLinks()', options, { secret: true, now: false });
  const { secret, now = Date.now } = options;
  if (typeof secret !== 'string' || secret.length < 32)
    throw new InvariantError('memberLinks() needs a `secret` of at least 32 characters.');
  const key = crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
    'sign',
    'verify',
  ]);
  return {
    async sign(memberId, expiresAt) {
      if (memberId === '') throw new InvariantError('sign() needs the id of a member.');
      const end = expiresAt.getTime();
      if (!Number.isSafeInteger(end)) throw new InvariantError('sign() needs a valid Date at which the link ends.');
      const signed = `${base64url(bytesOf(memberId))}.${end}`;
      const signature = await crypto.subtle.sign('HMAC', await key, bytesOf(purpose + signed));
      return `${signed}.${base64url(new Uint8Array(signature))}`;
    },
    async verify(token) {
      const [, signed = '', member = '', end = '', signature = ''] =
        /^(([\w-]{1,1200})\.(\d{1,16}))\.([\w-]{43})$/.exec(token) ?? [];
      if (signed === '') return null;
      const isOurs = await crypto.subtle.verify('HMAC', await key, fromBase64url(signature), bytesOf(purpose + signed));
      return isOurs && now() < Number(end) ? new TextDecoder().decode(fromBase64url(member)) : null;
    },
  };
}

/** What the same secret signs elsewhere is no link. */
const purpose = 'pointbook-member-link:';

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(bytes, (each) => each.charCodeAt(0));
}

import { domainToASCII } from 'node:url';

/** Whose address it is, as a mail program shows it. */
export interface Mailbox {
  /** The name that is shown. */
  readonly name: string;
  /** The email address. */
  readonly address: string;
}

/**
 * Whether a text is one address and nothing besides. Quoted local parts and comments are no address here: nobody has
 * such a mailbox, and where they are read in two ways, mail goes astray.
 */
export function isAddress(text: string): boolean {
  return text.length <= 254 && onlyAddress.test(text) && domainToASCII(domainOf(text)) !== '';
}

/** The domain of an address, as it is written in ASCII. */
export function asciiDomain(address: string): string {
  return domainToASCII(domainOf(address));
}

/** Whether a text stays on its line. */
export function isOneLine(text: string): boolean {
  return !/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(text);
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}

const onlyAddress = /^[^\s\p{Cc}\p{Cs}()<>[\]:;,@\\"]{1,64}@[\p{L}\p{M}\p{N}.-]+$/u;

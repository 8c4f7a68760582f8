import { nativeCrypto } from './native-crypto.ts';
import { hexOf, Sha256 } from './sha256.ts';

/** Tells two values apart; the order of keys makes no difference. 96 bits of SHA-256, in 16 characters of base64url. */
export function fingerprintOf(value: unknown): string {
  return fingerprintOfText(canonicalJson(value));
}

/** Tells two texts apart: the commands that may have one id are few. */
export function fingerprintOfText(text: string): string {
  return nativeHash ? nativeHash('sha256', text, 'base64url').slice(0, 16) : base64Of(portableHash(text).slice(0, 24));
}

/** Names a text among all that there are. 128 bits of SHA-256, in hexadecimal. */
export function longFingerprintOf(text: string): string {
  return (nativeHash?.('sha256', text, 'hex') ?? portableHash(text)).slice(0, 32);
}

/** Hexadecimal digits in base64url, three digits in two characters. */
export function base64Of(digits: string): string {
  return digits.replace(/.{3}/g, (three) => {
    const bits = Number.parseInt(three, 16);
    return `${base64[bits >> 6]}${base64[bits & 63]}`;
  });
}

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** SHA-256 in JavaScript, where the runtime has none that answers at once. */
export function portableHash(text: string): string {
  return hexOf(new Sha256().update(new TextEncoder().encode(text)).digest());
}

/** On servers the runtime's own is ten times as fast, in the path of every command. */
const nativeHash = nativeCrypto?.hash;

/** JSON with sorted keys and without absent values, so that equal data gives equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

import { nativeCrypto } from './native-crypto.ts';
import { hexOf, Sha256 } from './sha256.ts';

/** Tells two values apart; the order of keys makes no difference. 128 bits of SHA-256, in hexadecimal. */
export function fingerprintOf(value: unknown): string {
  return fingerprintOfText(canonicalJson(value));
}

/** Tells two texts apart. */
export function fingerprintOfText(text: string): string {
  return (nativeHash ? nativeHash('sha256', text) : portableHash(text)).slice(0, 32);
}

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

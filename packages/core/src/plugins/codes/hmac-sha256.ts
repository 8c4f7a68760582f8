import { Sha256 } from '../../plugin.ts';

const blockBytes = 64;

/** HMAC-SHA-256 (RFC 2104) of a message under a key. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(blockBytes);
  block.set(key.length > blockBytes ? new Sha256().update(key).digest() : key);
  const inner = new Sha256().update(block.map((byte) => byte ^ 0x36)).update(message);
  return new Sha256()
    .update(block.map((byte) => byte ^ 0x5c))
    .update(inner.digest())
    .digest();
}

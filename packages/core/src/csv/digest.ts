import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** Tells files apart by their bytes. */
export interface Digest {
  update(bytes: Uint8Array): void;
  /** SHA-256 in hexadecimal; the digest is used no more. */
  end(): string;
}

/** A digest of the runtime's own, where it has one that answers at once: it is several times as fast. */
export function fileDigest(): Digest {
  const hash = (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto')?.createHash?.('sha256');
  return hash ? { update: (bytes) => void hash.update(bytes), end: () => hash.digest('hex') } : portableDigest();
}

/** SHA-256 in JavaScript. */
export function portableDigest(): Digest {
  const hash = sha256.create();
  return { update: (bytes) => void hash.update(bytes), end: () => bytesToHex(hash.digest()) };
}

interface Hash {
  update(bytes: Uint8Array): unknown;
  digest(encoding: 'hex'): string;
}

interface Runtime {
  process?: {
    getBuiltinModule?: (name: string) => { createHash?: (algorithm: string) => Hash } | undefined;
  };
}

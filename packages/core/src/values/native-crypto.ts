/** What of `node:crypto` core uses where there is one. */
export interface NativeCrypto {
  /** The hash of a text. */
  readonly hash?: (algorithm: string, text: string, encoding: 'hex' | 'base64url') => string;
  /** Hashes what comes in pieces. */
  readonly createHash?: (algorithm: string) => { update(bytes: Uint8Array): unknown; digest(encoding: 'hex'): string };
  /** The same under a key. */
  readonly createHmac?: (
    algorithm: string,
    key: Uint8Array,
  ) => { update(text: string): { digest(encoding: 'hex'): string } };
}

interface Runtime {
  readonly process?: { readonly getBuiltinModule?: (name: string) => NativeCrypto | undefined };
}

/** The crypto of Node, asked for without an import: browsers have none that answers at once. */
export const nativeCrypto = (globalThis as Runtime).process?.getBuiltinModule?.('node:crypto');

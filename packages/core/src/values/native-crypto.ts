/** What is used of Node's `node:crypto`, which other runtimes have too. */
interface NativeCrypto {
  hash?: (algorithm: string, text: string) => string;
  createHash?: (algorithm: string) => NativeHash;
  createHmac?: (algorithm: string, key: string) => NativeHash;
}

interface NativeHash {
  update(data: Uint8Array | string): NativeHash;
  digest(encoding: 'hex'): string;
}

interface Runtime {
  process?: { getBuiltinModule?: (name: string) => NativeCrypto | undefined };
}

/** The runtime's own hashes, many times as fast as those in JavaScript; asked for without an import. Browsers have none that answer at once. */
export const nativeCrypto: NativeCrypto | undefined = (globalThis as Runtime).process?.getBuiltinModule?.(
  'node:crypto',
);

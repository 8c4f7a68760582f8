/** Gives bytes that nobody can foretell. */
export interface RandomSource {
  /** So many bytes, each as likely as any other. */
  bytes(count: number): Uint8Array;
}

interface Host {
  readonly crypto: { getRandomValues(bytes: Uint8Array): unknown };
}

/** The runtime's cryptographic generator. */
export const systemRandom: RandomSource = {
  bytes: (count) => {
    const bytes = new Uint8Array(count);
    (globalThis as unknown as Host).crypto.getRandomValues(bytes);
    return bytes;
  },
};

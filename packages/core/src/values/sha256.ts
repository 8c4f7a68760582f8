/** A digest that takes its bytes piece by piece. */
export interface Sha256 {
  /** Adds bytes. */
  update(bytes: Uint8Array): void;
  /** The digest of all bytes: 32 bytes. It takes no more of them. */
  digest(): Uint8Array;
}

/** SHA-256 (FIPS 180-4), for runtimes that have none that answers at once. */
export function newSha256(): Sha256 {
  const state = Int32Array.from(primes.slice(0, 8), (prime) => fractionOf(Math.sqrt(prime)));
  const schedule = new Int32Array(64);
  let length = 0;
  const update = (bytes: Uint8Array) => {
    for (const byte of bytes) {
      const word = (length >> 2) % 16;
      schedule[word] = (at(schedule, word) << 8) | byte;
      length += 1;
      if (length % 64 === 0) mix(state, schedule);
    }
  };
  return {
    update,
    digest() {
      const bits = length * 8;
      update(Uint8Array.of(0x80));
      while (length % 64 !== 56) update(Uint8Array.of(0));
      update(bytesOf([Math.floor(bits / 2 ** 32), bits]));
      return bytesOf(state);
    },
  };
}

/** SHA-256 of bytes that follow each other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = newSha256();
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** HMAC-SHA-256 (RFC 2104): a hash that only who has the key can make. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64);
  block.set(key.length > block.length ? sha256(key) : key);
  const padded = (pad: number) => block.map((byte) => byte ^ pad);
  return sha256(padded(0x5c), sha256(padded(0x36), message));
}

/** A text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes in hexadecimal. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The first 64 primes: the constants of the standard are the fractions of their roots. */
const primes = Array.from({ length: 312 }, (_, number) => number).filter(
  (number) => number > 1 && [2, 3, 5, 7, 11, 13, 17].every((by) => by === number || number % by !== 0),
);
const constants = Int32Array.from(primes, (prime) => fractionOf(Math.cbrt(prime)));

/** The first 32 bits of the fraction. */
function fractionOf(root: number): number {
  return ((root % 1) * 2 ** 32) | 0;
}

/** Words of 32 bits as bytes, the highest first. */
function bytesOf(words: Iterable<number>): Uint8Array {
  return Uint8Array.from([...words].flatMap((word) => [word >>> 24, word >>> 16, word >>> 8, word]));
}

/** Mixes a block of 16 words, the first of the schedule, into the state. */
function mix(state: Int32Array, schedule: Int32Array): void {
  const words: [number, number, number, number, number, number, number, number] = [...state] as never;
  let [a, b, c, d, e, f, g, h] = words;
  for (let round = 0; round < 64; round += 1) {
    if (round >= 16) {
      const [early, late] = [at(schedule, round - 15), at(schedule, round - 2)];
      schedule[round] =
        at(schedule, round - 16) +
        (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
        at(schedule, round - 7) +
        (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
    }
    const chosen = (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g));
    const added = h + chosen + at(constants, round) + at(schedule, round);
    const majority = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
    h = g;
    g = f;
    f = e;
    e = (d + added) | 0;
    d = c;
    c = b;
    b = a;
    a = (added + majority) | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + word;
}

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

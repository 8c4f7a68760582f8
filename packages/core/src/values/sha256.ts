// SHA-256 (FIPS 180-4) for runtimes that have no hash which answers at once; Node's own is asked first. A library of
// hashes would be a tenth of what a quote adds to a till's bundle.

/** SHA-256 of bytes that come in pieces. */
export class Sha256 {
  readonly #state = new Words(8, (index) => standard().start.at(index));
  readonly #block = new Words(16);
  #length = 0;

  /** Takes in the next piece. */
  update(bytes: Uint8Array): this {
    for (let index = 0; index < bytes.length; index += 1) this.#add(bytes[index] ?? 0);
    return this;
  }

  /** The 32 bytes of the hash. The object is not used afterwards. */
  digest(): Uint8Array {
    const bits = this.#length * 8;
    this.#add(0x80);
    while (this.#length % 64 !== 56) this.#add(0);
    this.#block.set(14, bits / 2 ** 32);
    this.#block.set(15, bits);
    compress(this.#state, this.#block);
    return this.#state.bytes;
  }

  #add(byte: number): void {
    this.#block.bytes[this.#length % 64] = byte;
    this.#length += 1;
    if (this.#length % 64 === 0) compress(this.#state, this.#block);
  }
}

/** Bytes as hexadecimal digits. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Words of 32 bits, the highest byte first. */
class Words {
  readonly bytes: Uint8Array;
  readonly #view: DataView;

  constructor(count: number, wordAt: (index: number) => number = () => 0) {
    this.bytes = new Uint8Array(count * 4);
    this.#view = new DataView(this.bytes.buffer);
    for (let index = 0; index < count; index += 1) this.set(index, wordAt(index));
  }

  at(index: number): number {
    return this.#view.getUint32(index * 4);
  }

  set(index: number, word: number): void {
    this.#view.setUint32(index * 4, word);
  }
}

const rounds = 64;
let made: { readonly start: Words; readonly constants: Words } | undefined;

/** The standard takes its figures from the first primes. They are computed once, and only where they are needed. */
function standard() {
  if (made) return made;
  const primes: number[] = [];
  for (let number = 2; primes.length < rounds; number += 1)
    if (primes.every((prime) => number % prime > 0)) primes.push(number);
  const rootsOf = (degree: 2 | 3) => (index: number) => fractionOfRoot(primes[index] ?? 2, degree);
  return (made = { start: new Words(8, rootsOf(2)), constants: new Words(rounds, rootsOf(3)) });
}

/**
 * The first 32 bits of the fraction of a prime's square or cube root. The estimate is made exact, as engines differ in
 * its last bits.
 */
function fractionOfRoot(prime: number, degree: 2 | 3): number {
  const power = BigInt(degree);
  const scaled = BigInt(prime) << (32n * power);
  let root = BigInt(Math.round(prime ** (1 / degree) * 2 ** 32));
  while (root ** power > scaled) root -= 1n;
  while ((root + 1n) ** power <= scaled) root += 1n;
  return Number(BigInt.asUintN(32, root));
}

/** Mixes a block into the state. */
function compress(state: Words, block: Words): void {
  const { constants } = standard();
  const words = new Words(rounds, (index) => (index < 16 ? block.at(index) : 0));
  for (let index = 16; index < rounds; index += 1) {
    const early = words.at(index - 15);
    const late = words.at(index - 2);
    const mixedEarly = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const mixedLate = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    words.set(index, words.at(index - 16) + mixedEarly + words.at(index - 7) + mixedLate);
  }
  // The letters are those of the standard.
  let [a, b, c, d, e, f, g, h] = [0, 1, 2, 3, 4, 5, 6, 7].map((index) => state.at(index)) as Eight;
  for (let index = 0; index < rounds; index += 1) {
    const choice = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + choice + constants.at(index) + words.at(index);
    const second = (turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority;
    [a, b, c, d, e, f, g, h] = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g];
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state.set(index, state.at(index) + word);
}

type Eight = [number, number, number, number, number, number, number, number];

function turned(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

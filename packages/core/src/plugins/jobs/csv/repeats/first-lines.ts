/** Remembers the line on which each text of a column is first. */
export interface FirstLines {
  /** Takes the texts of the next rows, for `keep` to name by their index. A null is no text. */
  take(texts: readonly (string | null)[]): void;
  /**
   * Returns the line that is kept for the text at this index of those taken. If none is kept yet, it keeps `line` and
   * returns 0. A line is any 32-bit integer except 0.
   */
  keep(index: number, line: number): number;
}

/**
 * A hash table of our own, because a `Map` of the texts takes several times as much memory and twice as much time. It
 * keeps 64 bits of each text. In a file of a million different texts, the odds that two share these are 3 to 10^8; the
 * second row is then rejected as a repeat.
 */
export function firstLines(): FirstLines {
  // Open addressing with linear probing. A slot is two words of hash and the line; in an empty slot the line is 0.
  let slots = new Int32Array(minSlots * slotWords);
  let kept = 0;
  let hashes = new Int32Array(0);
  const touched = new Int32Array(1);

  return {
    take(texts) {
      if (hashes.length < texts.length * hashWords) hashes = new Int32Array(texts.length * hashWords);
      for (let index = 0; index < texts.length; index += 1) {
        const text = texts[index];
        if (text != null) hashText(text, hashes, index * hashWords);
      }
      touched[0] = touchSlots(slots, hashes);
    },
    keep(index, line) {
      const low = hashes[index * hashWords] ?? 0;
      const high = hashes[index * hashWords + 1] ?? 0;
      const slot = findSlot(slots, low, high);
      const first = slots[slot + 2] ?? 0;
      if (first !== 0) return first;
      fillSlot(slots, slot, low, high, line);
      kept += 1;
      if (kept * slotWords > slots.length * maxLoad) slots = largerTable(slots);
      return 0;
    },
  };
}

/**
 * Reads the slot of each hash. Slots are anywhere in memory, and a processor waits for many of them at once if nothing
 * else is to do in between: that makes `keep` nearly twice as fast. The result is of no use, but without one the
 * compiler may leave out the loop.
 */
function touchSlots(slots: Int32Array, hashes: Int32Array): number {
  const mask = slots.length / slotWords - 1;
  let all = 0;
  for (let at = 0; at < hashes.length; at += hashWords) all ^= slots[((hashes[at] ?? 0) & mask) * slotWords] ?? 0;
  return all;
}

/** The slot of this hash, or the empty slot where it goes. */
function findSlot(slots: Int32Array, low: number, high: number): number {
  const mask = slots.length / slotWords - 1;
  for (let index = low & mask; ; index = (index + 1) & mask) {
    const slot = index * slotWords;
    if (slots[slot + 2] === 0 || (slots[slot] === low && slots[slot + 1] === high)) return slot;
  }
}

function fillSlot(slots: Int32Array, slot: number, low: number, high: number, line: number): void {
  slots[slot] = low;
  slots[slot + 1] = high;
  slots[slot + 2] = line;
}

/** Four times as large while that is little memory, and then twice as large. */
function largerTable(slots: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(slots.length * (slots.length < slotsOfFewMegabytes * slotWords ? 4 : 2));
  for (let slot = 0; slot < slots.length; slot += slotWords) {
    const low = slots[slot] ?? 0;
    const high = slots[slot + 1] ?? 0;
    const line = slots[slot + 2] ?? 0;
    if (line !== 0) fillSlot(larger, findSlot(larger, low, high), low, high, line);
  }
  return larger;
}

/**
 * Writes a hash of 64 bits into two words of `into`, from `at` on. It is not secret: nobody gains by two texts with the
 * same hash.
 */
export function hashText(text: string, into: Int32Array, at: number): void {
  let low = 0x2f0b4c47;
  let high = 0x6a3d1ec9;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x9e3779b1);
    low = (low << 13) | (low >>> 19);
    high = Math.imul(high ^ code, 0x85ebca77);
    high = (high << 17) | (high >>> 15);
  }
  // Every bit depends on the last characters too, and the second word on the first.
  into[at] = mixBits(low ^ text.length);
  into[at + 1] = mixBits(high + Math.imul(low, 0x27d4eb2f));
}

/** Every bit of the result depends on every bit of the word. */
function mixBits(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

const minSlots = 2 ** 13;
const slotsOfFewMegabytes = 2 ** 21;
/** Above this share of filled slots, a search takes many steps. */
const maxLoad = 0.75;
const hashWords = 2;
const slotWords = 3;

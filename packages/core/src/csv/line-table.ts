import { hashText } from './text-hash.ts';

/** Remembers on which line each text stood first. */
export interface LineTable {
  /** Takes the texts that `keep` is asked for next; null where there is none. */
  take(texts: readonly (string | null)[]): void;
  /**
   * The number kept for the text at this index of those taken; 0 where there is none, and then `line` is kept, which is any
   * number but 0.
   */
  keep(index: number, line: number): number;
}

/**
 * Keeps 96 bits of each text instead of the text: a million stay within 24 MB, which as strings would hold the whole file.
 * That two of a million random texts share 96 bits has odds of 6 to 10^18, less than that a disk or memory errs while the
 * file is read.
 */
export function lineTable(): LineTable {
  // A slot has the number of an entry, from 1, and in the bits above it some of its hash: slots lie anywhere in memory, and
  // to look up the entry as well would be a second wait for most of them.
  let slots = new Int32Array(leastSlots);
  let mask = leastSlots - 1;
  let kept = 0;
  const pages: Int32Array[] = [];
  let hashes = new Int32Array(0);
  const seen = new Int32Array(1);

  function take(texts: readonly (string | null)[]): void {
    const words = texts.length * wordsOfHash;
    if (hashes.length < words) hashes = new Int32Array(words);
    for (let index = 0; index < texts.length; index += 1) {
      const text = texts[index];
      if (text != null) hashText(text, hashes, index * wordsOfHash);
    }
    glance(hashes, words, slots, seen);
  }

  function keep(index: number, line: number): number {
    const hash = index * wordsOfHash;
    const tag = (hashes[hash + 1] ?? 0) & ~mask;
    let slot = (hashes[hash] ?? 0) & mask;
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      if ((held & ~mask) === tag) {
        const found = lineOf((held & mask) - 1, hash);
        if (found !== 0) return found;
      }
      slot = (slot + 1) & mask;
    }
    append(hash, line);
    slots[slot] = tag | kept;
    if (kept * 4 > slots.length * 3) grow();
    return 0;
  }

  /** The line of an entry that has this hash, or 0. */
  function lineOf(entry: number, hash: number): number {
    const page = pageOf(entry);
    const at = placeOf(entry);
    const isSame = page[at] === hashes[hash] && page[at + 1] === hashes[hash + 1] && page[at + 2] === hashes[hash + 2];
    return isSame ? (page[at + 3] ?? 0) : 0;
  }

  function append(hash: number, line: number): void {
    if (placeOf(kept) === 0) pages.push(new Int32Array(entriesOfPage * wordsOfEntry));
    const page = pageOf(kept);
    const at = placeOf(kept);
    page[at] = hashes[hash] ?? 0;
    page[at + 1] = hashes[hash + 1] ?? 0;
    page[at + 2] = hashes[hash + 2] ?? 0;
    page[at + 3] = line;
    kept += 1;
  }

  function grow(): void {
    // Eight megabytes are little, and to be there after three times instead of nine takes a seventh of the time.
    slots = new Int32Array(slots.length * (slots.length < fewSlots ? 8 : 2));
    mask = slots.length - 1;
    for (let entry = 0; entry < kept; entry += 1) {
      const page = pageOf(entry);
      const at = placeOf(entry);
      let slot = (page[at] ?? 0) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = ((page[at + 1] ?? 0) & ~mask) | (entry + 1);
    }
  }

  function pageOf(entry: number): Int32Array {
    return pages[entry >>> pageBits] as Int32Array;
  }

  return { take, keep };
}

/**
 * Looks at the slot of each hash: without anything to do in between, a processor waits for many of them at once, and to look
 * them up then takes a third of the time. What was seen is written down so that the loop is not left out.
 */
function glance(hashes: Int32Array, words: number, slots: Int32Array, seen: Int32Array): void {
  const mask = slots.length - 1;
  let all = 0;
  for (let at = 0; at < words; at += wordsOfHash) all ^= slots[(hashes[at] ?? 0) & mask] ?? 0;
  seen[0] = all;
}

function placeOf(entry: number): number {
  return (entry & (entriesOfPage - 1)) * wordsOfEntry;
}

const leastSlots = 2 ** 12;
const fewSlots = 2 ** 21;
const pageBits = 12;
const entriesOfPage = 2 ** pageBits;
const wordsOfHash = 3;
const wordsOfEntry = 4;

import { hashText } from './text-hash.ts';

/** Remembers on which line each text stood first. */
export interface LineTable {
  /** The number kept for the text; 0 where there is none, and then `line` is kept, which is any number but 0. */
  keep(text: string, line: number): number;
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
  const hash = new Int32Array(3);

  function keep(text: string, line: number): number {
    hashText(text, hash);
    const tag = (hash[1] ?? 0) & ~mask;
    let slot = (hash[0] ?? 0) & mask;
    for (let held = slots[slot] ?? 0; held !== 0; held = slots[slot] ?? 0) {
      if ((held & ~mask) === tag) {
        const found = lineOf((held & mask) - 1);
        if (found !== 0) return found;
      }
      slot = (slot + 1) & mask;
    }
    append(line);
    slots[slot] = tag | kept;
    if (kept * 4 > slots.length * 3) grow();
    return 0;
  }

  /** The line of an entry that has this hash, or 0. */
  function lineOf(entry: number): number {
    const page = pageOf(entry);
    const at = placeOf(entry);
    const isSame = page[at] === hash[0] && page[at + 1] === hash[1] && page[at + 2] === hash[2];
    return isSame ? (page[at + 3] ?? 0) : 0;
  }

  function append(line: number): void {
    if (placeOf(kept) === 0) pages.push(new Int32Array(entriesOfPage * wordsOfEntry));
    const page = pageOf(kept);
    const at = placeOf(kept);
    page[at] = hash[0] ?? 0;
    page[at + 1] = hash[1] ?? 0;
    page[at + 2] = hash[2] ?? 0;
    page[at + 3] = line;
    kept += 1;
  }

  function grow(): void {
    slots = new Int32Array(slots.length * 2);
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

  return { keep };
}

function placeOf(entry: number): number {
  return (entry & (entriesOfPage - 1)) * wordsOfEntry;
}

const leastSlots = 4096;
const pageBits = 12;
const entriesOfPage = 2 ** pageBits;
const wordsOfEntry = 4;

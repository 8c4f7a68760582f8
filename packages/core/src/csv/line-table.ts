import { hashText } from './text-hash.ts';

/** Remembers on which line each text stood first. */
export interface LineTable {
  /** The number kept for the text; 0 where there is none, and then `line` is kept, which is any number but 0. */
  keep(text: string, line: number): number;
}

/**
 * Keeps 96 bits of each text instead of the text, 16 bytes in all: a million stay within 34 MB, which as strings would hold
 * the whole file. That two of a million random texts share 96 bits has odds of 6 to 10^18, less than that a disk or
 * memory errs while the file is read.
 */
export function lineTable(): LineTable {
  let slots = new Int32Array(leastSlots * wordsOfSlot);
  let mask = leastSlots - 1;
  let kept = 0;
  // Read by index throughout: taking such arrays apart costs as much as all the rest.
  const hash = new Int32Array(3);

  function keep(text: string, line: number): number {
    hashText(text, hash);
    const at = find(slots, mask, hash, 0);
    const found = slots[at + 3] ?? 0;
    if (found !== 0) return found;
    fill(slots, at, hash, 0, line);
    kept += 1;
    if (kept * 4 > (mask + 1) * 3) grow();
    return 0;
  }

  function grow(): void {
    const before = slots;
    slots = new Int32Array(before.length * 2);
    mask = mask * 2 + 1;
    for (let from = 0; from < before.length; from += wordsOfSlot) {
      const line = before[from + 3] ?? 0;
      if (line !== 0) fill(slots, find(slots, mask, before, from), before, from, line);
    }
  }

  return { keep };
}

/** Where the bits that stand in `hash` at `from` are kept, or the free slot where they belong. */
function find(slots: Int32Array, mask: number, hash: Int32Array, from: number): number {
  const a = hash[from] ?? 0;
  for (let slot = a & mask; ; slot = (slot + 1) & mask) {
    const at = slot * wordsOfSlot;
    if (slots[at + 3] === 0) return at;
    if (slots[at] === a && slots[at + 1] === hash[from + 1] && slots[at + 2] === hash[from + 2]) return at;
  }
}

function fill(slots: Int32Array, at: number, hash: Int32Array, from: number, line: number): void {
  slots[at] = hash[from] ?? 0;
  slots[at + 1] = hash[from + 1] ?? 0;
  slots[at + 2] = hash[from + 2] ?? 0;
  slots[at + 3] = line;
}

const leastSlots = 4096;
const wordsOfSlot = 4;

import { invariant } from '../../../values.ts';

/** Gives so many unforeseeable bytes. */
export type DrawBytes = (count: number) => Uint8Array;

/** A code of so many digits, each as likely as any other; leading zeros stay. */
export function drawCode(draw: DrawBytes, digits: number): string {
  const codes = 10 ** digits;
  // Values above the last whole round would make low codes likelier, so they are drawn again.
  const fair = drawn - (drawn % codes);
  let number = drawn;
  while (number >= fair) {
    const bytes = [...draw(bytesDrawn)];
    // A generator that answers nothing would make every code the same.
    invariant(bytes.length === bytesDrawn && bytes.every(isByte), '`random` gives as many bytes as it is asked for');
    number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  }
  return String(number % codes).padStart(digits, '0');
}

const bytesDrawn = 6;
const drawn = 256 ** bytesDrawn;

function isByte(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < 256;
}

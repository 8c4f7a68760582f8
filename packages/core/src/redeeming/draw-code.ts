/** Gives so many unforeseeable bytes. */
export type DrawBytes = (count: number) => Uint8Array;

/** A code of so many digits, each as likely as any other; leading zeros stay. */
export function drawCode(draw: DrawBytes, digits: number): string {
  const codes = 10 ** digits;
  // What is left over above the last whole round would make low codes likelier: drawn again.
  const fair = drawn - (drawn % codes);
  let number = drawn;
  while (number >= fair) number = draw(bytesDrawn).reduce((sum, byte) => sum * 256 + byte, 0);
  return String(number % codes).padStart(digits, '0');
}

const bytesDrawn = 6;
const drawn = 256 ** bytesDrawn;

/**
 * Puts 96 bits that tell texts apart into `into`, in three words from `from` on. Three chains of multiplying and rotating, each with constants of its own;
 * nobody gains by making two texts collide, so no secret goes in.
 */
export function hashText(text: string, into: Int32Array, from: number): void {
  let a = 0x2f0b4c47;
  let b = 0x6a3d1ec9;
  let c = 0x13c6ef37;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x9e3779b1);
    a = (a << 13) | (a >>> 19);
    b = Math.imul(b ^ code, 0x85ebca77);
    b = (b << 17) | (b >>> 15);
    c = Math.imul(c ^ code, 0xc2b2ae3d);
    c = (c << 11) | (c >>> 21);
  }
  // What the last characters did must reach every bit, and each chain all others.
  into[from] = spread(a ^ text.length);
  into[from + 1] = spread(b + Math.imul(a, 0x27d4eb2f));
  into[from + 2] = spread(c + Math.imul(b, 0x165667b1));
}

/** Each bit of the answer hangs on each bit of the question. */
function spread(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x7feb352d);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x846ca68b);
  return mixed ^ (mixed >>> 16);
}

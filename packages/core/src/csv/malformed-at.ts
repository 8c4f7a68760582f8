/** Where the first sequence begins that is not UTF-8 (Unicode 16, table 3-7); the length where there is none. */
export function malformedUtf8At(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = lengthOfUtf8(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Where the first half of a pair stands alone, or the first half of a unit. */
export function malformedUtf16At(bytes: Uint8Array, highByte: 0 | 1): number {
  let at = 0;
  while (at < bytes.length) {
    const kind = (bytes[at + highByte] ?? 0) & 0xfc;
    const isPair = kind === 0xd8 && ((bytes[at + 2 + highByte] ?? 0) & 0xfc) === 0xdc;
    const length = isPair ? 4 : 2;
    if (at + length > bytes.length || (!isPair && (kind === 0xd8 || kind === 0xdc))) return at;
    at += length;
  }
  return at;
}

/** How many bytes the character here has; 0 where it is none. */
function lengthOfUtf8(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 || lead > 0xf4 ? 0 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  for (let index = 1; index < length; index += 1) {
    const byte = bytes[at + index] ?? 0;
    const [least, most] = index === 1 ? secondByte(lead) : [0x80, 0xbf];
    if (byte < least || byte > most) return 0;
  }
  return length;
}

/** Overlong forms, surrogates and what lies past U+10FFFF are told by the second byte. */
function secondByte(lead: number): readonly [least: number, most: number] {
  switch (lead) {
    case 0xe0:
      return [0xa0, 0xbf];
    case 0xed:
      return [0x80, 0x9f];
    case 0xf0:
      return [0x90, 0xbf];
    case 0xf4:
      return [0x80, 0x8f];
    default:
      return [0x80, 0xbf];
  }
}

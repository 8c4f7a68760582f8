/**
 * Ids that a store keeps, though verbs refuse some, and that have broken software: quotes, wildcards, names of
 * JavaScript's own, ends of Unicode's planes.
 */
export const hostileIds: readonly string[] = [
  "O'Brien",
  '"quoted"',
  'semi;colon -- comment',
  "'); DROP TABLE members; --",
  '%',
  '_',
  'back\\slash',
  '__proto__',
  'constructor',
  'toString',
  'null',
  '0',
  '00',
  '1e3',
  '-1',
  'a',
  'A',
  'a b',
  'ab',
  'é',
  'z',
  'ß',
  'ı',
  '豈',
  '\uE000',
  '\uFFFD',
  '𝒳',
  '😀',
  '👩‍👩‍👧',
  '{"v":1}',
  '$1',
  '?1',
  ':name',
  'x'.repeat(128),
  '😀'.repeat(32),
];

/** Ids in the order of their UTF-8 bytes, which is that of their characters. */
export function inByteOrder<Id extends string>(ids: readonly Id[]): Id[] {
  return ids.toSorted((a, b) => (utf8(a) < utf8(b) ? -1 : 1));
}

/** A text that compares as its UTF-8 bytes do. */
function utf8(text: string): string {
  return Array.from(text, (character) => (character.codePointAt(0) ?? 0).toString(16).padStart(6, '0')).join('');
}

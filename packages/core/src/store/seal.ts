import { damage, StoreFailure } from '../kernel/store-failure.ts';

/**
 * Where a seal stands in a text that is a JSON object, a JSON array, or neither: in an array it is the first item, so
 * that what is left out at the end stays left out.
 */
const forms = [
  { start: '{', end: '}', before: '"~":"', after: '"}', isFirst: false },
  { start: '[', end: ']', before: '["~', after: '"', isFirst: true },
  { start: '', end: '', before: '~', after: '', isFirst: false },
] as const;

type Form = (typeof forms)[number];

const digits = 7;

/**
 * A text with a checksum of it and of what else belongs to its row, so that a byte that changed is found.
 *
 * @remarks What was JSON stays JSON, and keeps its paths. It keeps nobody from writing: it is no signature, and says
 * only that a row is as it was written.
 * @param beside - the checksum of a row that belongs to it; '' where there is none.
 */
export function sealed(text: string, row: Columns, beside = ''): string {
  const { start, end, before, after, isFirst } = formOf(text);
  const seal = `${before}${checksum(text, row, beside)}${beside}${after}`;
  const comma = text.length > start.length + end.length && end !== '' ? ',' : '';
  return isFirst ? `${seal}${comma}${text.slice(1)}` : `${end === '' ? text : text.slice(0, -1)}${comma}${seal}`;
}

/** Whether a text, and what else belongs to its row, is as it was written. */
export function isSealed(stored: string, row: Columns): boolean {
  const parts = partsOf(stored);
  return parts !== null && parts.sum === checksum(parts.text, row, parts.beside);
}

/** The checksum of a row that belongs to a sealed one; '' where there is none, and null where the text has no seal. */
export function besideOf(stored: string): string | null {
  return partsOf(stored)?.beside ?? null;
}

/** Whether a text was sealed, or nearly looks so: one character of a seal may be what was damaged. */
export function bearsSeal(stored: string): boolean {
  const { before, after, isFirst } = formOf(stored);
  return [digits, 2 * digits].some((length) => {
    const place = isFirst ? 0 : stored.length - after.length - length - before.length;
    const seal = stored.slice(Math.max(0, place));
    const expected = Array.from(`${before}${' '.repeat(length)}${after}`);
    const misses = expected.filter((character, index) => character !== ' ' && character !== seal[index]).length;
    return misses <= 1;
  });
}

/** Reads a stored text. What cannot be read was damaged: an error that names it, and not that of a parser. */
export function readable<T>(stored: string, name: () => string, read: (text: string) => T): T {
  try {
    return read(partsOf(stored)?.text ?? stored);
  } catch (thrown) {
    if (thrown instanceof StoreFailure) throw thrown;
    throw damaged(name());
  }
}

/** What says that a row is not as it was written. */
export function damaged(name: string): StoreFailure {
  return damage(`${name} is not as Pointbook wrote it: it was changed by other means, or damaged.`);
}

/** What else a row has, in one order. */
export type Columns = readonly (string | number | null)[];

/** What a sealed text consists of. */
interface Sealed {
  readonly text: string;
  readonly sum: string;
  readonly beside: string;
}

function partsOf(stored: string): Sealed | null {
  const form = formOf(stored);
  return partsBy(stored, form, digits) ?? partsBy(stored, form, 2 * digits);
}

function partsBy(stored: string, { start, end, before, after, isFirst }: Form, length: number): Sealed | null {
  const mark = isFirst ? 0 : stored.length - after.length - length - before.length;
  const place = mark + before.length;
  const next = place + length + after.length;
  if (mark < 0 || !stored.startsWith(before, mark) || !stored.startsWith(after, place + length)) return null;
  const sum = { sum: stored.slice(place, place + digits), beside: stored.slice(place + digits, place + length) };
  if (isFirst) return { text: start + stored.slice(stored[next] === ',' ? next + 1 : next), ...sum };
  const hasComma = end !== '' && mark > start.length && stored[mark - 1] === ',';
  return { text: stored.slice(0, hasComma ? mark - 1 : mark) + end, ...sum };
}

/** Rows are read on the way of every balance and sale: two characters tell the form. */
function formOf(text: string): Form {
  const end = text.at(-1);
  if (end === '}' && text.startsWith('{')) return forms[0];
  return end === ']' && text.startsWith('[') ? forms[1] : forms[2];
}

/**
 * FNV-1a over a text, a row as a line for each column, and what is beside it. Each step is a bijection, so that one
 * changed character always shows.
 */
export function checksum(text: string, row: Columns, beside: string): string {
  let hash = step(hashed(0x811c9dc5, text), 0x1f);
  for (let index = 0; index < row.length; index += 1) {
    if (index > 0) hash = step(hash, 0x0a);
    hash = hashed(hash, String(row[index] ?? ''));
  }
  return (hashed(hash, beside) >>> 0).toString(36).padStart(digits, '0');
}

function hashed(before: number, text: string): number {
  let hash = before;
  for (let index = 0; index < text.length; index += 1) hash = step(hash, text.charCodeAt(index));
  return hash;
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

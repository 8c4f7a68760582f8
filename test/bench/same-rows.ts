import { isDeepStrictEqual } from 'node:util';

/** A row of a table: its columns by name, JSON as text or read. */
export type Row = Readonly<Record<string, unknown>>;

/**
 * Proves that the library and a baseline wrote the same rows to a table: JSON is compared as values, and
 * fingerprints and checksums, which each makes in its own way, only in their length.
 *
 * @throws Error naming the first row that differs.
 */
export function sameRows(table: string, ours: readonly Row[], raw: readonly Row[], baseline: string): void {
  const rows = [ours.map(comparable), raw.map(comparable)] as const;
  const different = rows[0].findIndex((row, index) => !isDeepStrictEqual(row, rows[1][index]));
  if (different === -1 && rows[0].length === rows[1].length) return;
  const [a, b] = rows.map((all) => JSON.stringify(all[Math.max(0, different)]));
  throw new Error(
    `The baseline does not write what the library writes; bring ${baseline} up to date.\n` +
      `${table}: ${rows[0].length} rows, and ${rows[1].length} of the baseline.\n${a}\n${b}`,
  );
}

function comparable(row: Row): Row {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, contentOf(value)]));
}

function contentOf(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) return contentOf(JSON.stringify(value));
  if (typeof value !== 'string' || !/^[[{]/.test(value)) return value;
  return JSON.parse(value, (key, item: unknown) => {
    if (typeof item === 'string' && /^[\w-]{16}$/.test(item)) return '-'.repeat(16);
    return key === '~' || (key === '0' && String(item).startsWith('~')) ? String(item).length : item;
  });
}

import { wrap } from './text.ts';

/**
 * A column of a table: figures stand at the right, labels at the left, and one text breaks into lines where it must.
 */
export interface Column {
  readonly title: string;
  readonly kind: 'figure' | 'label' | 'text';
  readonly cells: readonly string[];
  /** Left out where the page is too narrow. */
  readonly optional?: boolean;
}

const gap = '  ';
const narrowestText = 13;

/** Lays out columns side by side on a page so many characters wide. */
export function table(columns: readonly Column[], pageWidth: number): readonly string[] {
  const shown = fitting(columns, pageWidth);
  const room = pageWidth - widthOf(shown.filter(({ kind }) => kind !== 'text')) - gap.length;
  const widths = shown.map((column) => (column.kind === 'text' ? Math.min(room, widest(column)) : widest(column)));
  const cells = shown.map(({ title, cells: body }) => [title, ...body]);
  const rows = (cells[0] ?? []).map((_, row) => cells.map((column) => column[row] ?? ''));
  const lines = rows.flatMap((row) => rowLines(row, shown, widths));
  return shown.some(({ title }) => title !== '') ? lines : lines.slice(1);
}

/** The columns that there is room for: optional ones go, the last one first. */
function fitting(columns: readonly Column[], pageWidth: number): readonly Column[] {
  const drop = columns.findLast(({ optional }) => optional);
  if (drop === undefined || widthOf(columns) <= pageWidth) return columns;
  return fitting(
    columns.filter((column) => column !== drop),
    pageWidth,
  );
}

/** The least that columns can do with. */
function widthOf(columns: readonly Column[]): number {
  const widths = columns.map((column) =>
    column.kind === 'text' ? Math.min(narrowestText, widest(column)) : widest(column),
  );
  return widths.reduce((sum, width) => sum + width, 0) + gap.length * (columns.length - 1);
}

function widest({ title, cells }: Column): number {
  return Math.max(title.length, ...cells.map((cell) => cell.length));
}

/** One row; it is as high as its text needs. */
function rowLines(row: readonly string[], columns: readonly Column[], widths: readonly number[]): readonly string[] {
  const cells = row.map((cell, index) => (columns[index]?.kind === 'text' ? wrap(cell, widths[index] ?? 0) : [cell]));
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) => {
    const aligned = cells.map((lines, index) => {
      const pad = columns[index]?.kind === 'figure' ? 'padStart' : 'padEnd';
      return (lines[line] ?? '')[pad](widths[index] ?? 0);
    });
    return aligned.join(gap).trimEnd();
  });
}

import Table from 'cli-table3';
import type { ReportValue } from '@pointbook/core/reports';
import stringWidth from 'string-width';
import { harmless } from '../terminal.ts';
import { grouped } from './grouped.ts';

/** How tables are written for people. */
export interface TableStyle {
  /** Dates are told in it. */
  readonly timeZone: string;
  /** How wide the terminal is. */
  readonly columns: number;
  head(text: string): string;
}

type Row = Readonly<Record<string, ReportValue | undefined>>;

interface Column {
  readonly name: string;
  readonly texts: readonly string[];
  readonly width: number;
  readonly align: 'left' | 'right';
}

const gap = 2;
/** With fewer columns, rows would say too little. */
const fewestColumns = 5;

/**
 * Rows as a table, without the columns in which nothing stands, and of the others as many of the first as there is room
 * for. Where that would be too few, rows are blocks of one line for each cell.
 */
export function tableOf(rows: readonly Row[], names: readonly string[], style: TableStyle): string {
  const columns = columnsWith(rows, names, style);
  const fitting = thatFit(columns, style.columns);
  if (fitting.length < Math.min(fewestColumns, columns.length)) return blocksOf(columns, rows.length, style);
  const table = new Table({
    chars: Object.fromEntries(borders.map((name) => [name, ''])),
    style: { 'padding-left': 0, 'padding-right': gap, head: [], border: [] },
    head: fitting.map(({ name }) => style.head(name)),
    colAligns: fitting.map(({ align }) => align),
  });
  for (const index of rows.keys()) table.push(fitting.map(({ texts }) => texts[index] ?? ''));
  return `${table.toString().replace(/ +$/gm, '')}\n`;
}

/** One thing, a line for each cell in which something stands. */
export function blockOf(row: Row, names: readonly string[], style: TableStyle): string {
  return blocksOf(columnsWith([row], names, style), 1, style);
}

function columnsWith(rows: readonly Row[], names: readonly string[], { timeZone }: TableStyle): Column[] {
  // 2026-03-31 14:05, as Sweden writes it.
  const dates = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone });
  return names
    .map((name): Column => {
      const texts = rows.map((row) => shown(row[name], dates));
      const width = Math.max(...[name, ...texts].map((text) => stringWidth(text)));
      return { name, texts, width, align: rows.some((row) => typeof row[name] === 'number') ? 'right' : 'left' };
    })
    .filter(({ texts }) => texts.some((text) => text !== ''));
}

function thatFit(columns: readonly Column[], room: number): readonly Column[] {
  let left = room;
  return columns.filter(({ width }) => (left -= width + gap) > -gap);
}

function blocksOf(columns: readonly Column[], count: number, { head }: TableStyle): string {
  const width = Math.max(0, ...columns.map(({ name }) => stringWidth(name))) + gap;
  const lineOf = (name: string, text: string) =>
    text === '' ? '' : `${head(name)}${' '.repeat(width - stringWidth(name))}${text}\n`;
  const blocks = Array.from({ length: count }, (_, index) =>
    columns.map(({ name, texts }) => lineOf(name, texts[index] ?? '')).join(''),
  );
  return blocks.join('\n');
}

function shown(value: ReportValue | undefined, dates: Intl.DateTimeFormat): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return grouped(value);
  if (value instanceof Date) return dates.format(value);
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : harmless(value);
}

const borders = [
  'top',
  'top-mid',
  'top-left',
  'top-right',
  'bottom',
  'bottom-mid',
  'bottom-left',
  'bottom-right',
  'left',
  'left-mid',
  'mid',
  'mid-mid',
  'right',
  'right-mid',
  'middle',
] as const;

import { inColour } from '../../scripts/workspace.ts';
import { type BenchCase, meetsGoal } from './bench-case.ts';

/** The cases as lines of at most 80 columns, which say in words whether each goal is met. */
export function table(cases: readonly BenchCase[]): string {
  const lines = cases.map((each) => {
    const met = meetsGoal(each);
    return row(cellsOf(each), each.goal === null ? '' : painted(met ? 32 : 31, met ? 'met' : 'missed')).trimEnd();
  });
  const remarks = [...new Set(cases.flatMap(({ remark }) => remark ?? []))].map((remark) => `  ${remark}`);
  return [row(headings, 'is'), ...lines, ...(remarks.length > 0 ? ['', ...remarks] : []), '', verdict(cases)].join(
    '\n',
  );
}

const headings = ['store', 'case', 'callers', 'ours', 'raw', 'ratio', 'goal'];
/** Negative for text, which stands at the left. */
const widths = [-8, -23, 7, 9, 9, 5, 5];

function cellsOf({ store, name, callers, unit, ours, raw, ratio, goal }: BenchCase): string[] {
  const figure = (value: number | null) =>
    value === null ? '' : `${shown(value)}${unit === 'ops/s' ? '/s' : ` ${unit}`}`;
  const goalText = goal === null ? '' : ratio === null ? `<${goal}` : `≥${goal.toFixed(2)}`;
  return [store, name, String(callers ?? ''), figure(ours), figure(raw), ratio?.toFixed(2) ?? '', goalText];
}

function row(cells: readonly string[], last: string): string {
  const padded = cells.map((cell, index) => {
    const width = widths[index] ?? 0;
    return width < 0 ? cell.padEnd(-width) : cell.padStart(width);
  });
  return [...padded, last].join(' ');
}

function shown(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: value < 1000 ? 1 : 0 });
}

function verdict(cases: readonly BenchCase[]): string {
  const wanted = cases.filter(({ goal }) => goal !== null);
  const missed = wanted.filter((each) => !meetsGoal(each));
  if (missed.length === 0) return `All ${wanted.length} goals are met.`;
  const names = missed.map(({ store, name, callers }) => {
    const alike = cases.filter((each) => each.name === name);
    const prefix = alike.some((each) => each.store !== store) ? `${store} ` : '';
    const isOneOfMany = alike.filter((each) => each.store === store).length > 1;
    return `${prefix}${name}${isOneOfMany ? ` at ${callers}` : ''}`;
  });
  return wrapped(`${wanted.length - missed.length} goals are met, ${missed.length} missed: ${names.join(', ')}.`);
}

/** In lines of at most 80 columns. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,80})( |$)/g, '$1\n').trimEnd();
}

function painted(colour: number, text: string): string {
  return inColour ? `\u001B[${colour}m${text}\u001B[0m` : text;
}

import { err, ok, type Result } from 'neverthrow';
import { closest } from '../schemas/closest.ts';
import { anyOf } from '../schemas/words.ts';
import type { RowProblem } from './row-problem.ts';

/** Which columns a file may have. */
export interface HeaderRules {
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** At least one of these must be there, unless the list is empty. */
  readonly anyOf: readonly string[];
}

/** The place of each known column, or all problems of the header. */
export function readHeader(
  cells: readonly string[],
  line: number,
  rules: HeaderRules,
): Result<ReadonlyMap<string, number>, readonly RowProblem[]> {
  const columns = new Map<string, number>();
  const problems: RowProblem[] = [];
  const addProblem = (column: string | null, problem: string, fix: string) =>
    problems.push({ line, record: 0, column, problem, fix });

  for (const [index, name] of cells.entries()) {
    const earlier = columns.get(name);
    if (earlier !== undefined) {
      addProblem(name, `is the name of columns ${earlier + 1} and ${index + 1}`, 'Remove one of the two.');
    } else if (rules.known.includes(name)) {
      columns.set(name, index);
    } else if (isDangerous(name)) {
      addProblem(null, `column ${index + 1} has a name that JavaScript uses itself`, 'Remove the column.');
    } else {
      addProblem(null, ...unknownColumn(name, index, rules));
    }
  }
  for (const name of rules.required) {
    if (!columns.has(name)) addProblem(name, 'is missing', `Add a column "${name}".`);
  }
  if (rules.anyOf.length > 0 && !rules.anyOf.some((name) => columns.has(name))) {
    addProblem(null, `no column says whose points they are`, `Add a column ${anyOf(rules.anyOf)}.`);
  }
  return problems.length > 0 ? err(problems) : ok(columns);
}

/** The problem does not contain the name: if the file has no header, the name is personal data. */
function unknownColumn(name: string, index: number, { known }: HeaderRules): [problem: string, fix: string] {
  if (name === '') return [`column ${index + 1} has no name`, 'Name it, or remove it.'];
  const meant = closest(name, known);
  return [
    `column ${index + 1} has a name that is not known here`,
    meant === null
      ? `Known are ${known.join(', ')}, written exactly so, on the first line.`
      : `Did you mean "${meant}"? Names are written exactly so.`,
  ];
}

/** Names that every object has, or that change its prototype. */
function isDangerous(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

import { err, ok, type Result } from 'neverthrow';
import { closest } from '../schemas/closest.ts';
import { anyOf } from '../schemas/words.ts';
import type { RowProblem } from './row-problem.ts';

/** Which columns a file may have. */
export interface HeaderRules {
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** At least one of these must be there; none is asked for where it is empty. */
  readonly anyOf: readonly string[];
}

/** Where each known column stands; or all that is wrong with the header. */
export function readHeader(
  cells: readonly string[],
  line: number,
  rules: HeaderRules,
): Result<ReadonlyMap<string, number>, readonly RowProblem[]> {
  const columns = new Map<string, number>();
  const problems: RowProblem[] = [];
  const tell = (column: string | null, problem: string, fix: string) =>
    problems.push({ line, record: 0, column, problem, fix });

  for (const [index, name] of cells.entries()) {
    const earlier = columns.get(name);
    if (earlier !== undefined) {
      tell(name, `is the name of columns ${earlier + 1} and ${index + 1}`, 'Remove one of the two.');
    } else if (rules.known.includes(name)) {
      columns.set(name, index);
    } else if (isDangerous(name)) {
      tell(null, `column ${index + 1} has a name that JavaScript uses itself`, 'Remove the column.');
    } else {
      tell(null, ...unknownColumn(name, index, rules));
    }
  }
  for (const name of rules.required) {
    if (!columns.has(name)) tell(name, 'is missing', `Add a column "${name}".`);
  }
  if (rules.anyOf.length > 0 && !rules.anyOf.some((name) => columns.has(name))) {
    tell(null, `no column says whose points they are`, `Add a column ${anyOf(rules.anyOf)}.`);
  }
  return problems.length > 0 ? err(problems) : ok(columns);
}

/** The name itself stays unsaid: where the header was forgotten, it is somebody's data. */
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

/** Names that are there already on every object, or make one out of another. */
function isDangerous(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

import { err, ok, type Result } from 'neverthrow';
import { anyOf, closest } from '../../../../shapes.ts';
import { plainName } from './column-name.ts';
import { calledElsewhere } from './other-names.ts';
import type { RowProblem } from '../row-problem.ts';

/** Which columns a file may have. */
export interface HeaderRules {
  readonly known: readonly string[];
  readonly required: readonly string[];
  /** At least one of these must be there, unless the list is empty. */
  readonly anyOf: readonly string[];
  /** Names that count only where they are written exactly so: the columns of a file of rejected rows. */
  readonly exact: readonly string[];
}

/** Which column a name of the file stands for; null where it is passed over. */
export interface ColumnMapping {
  /** The name in the file. */
  readonly name: string;
  /** The column of the import. */
  readonly column: string | null;
  /** Whether the file may lack it: another program names its column in one of several ways. The first one counts. */
  readonly isGuess?: boolean;
}

/** How the names of a file are read. */
export interface HeaderReading {
  readonly mapping: readonly ColumnMapping[];
  /** Whether a column that is not known is passed over. */
  readonly ignoreUnknown: boolean;
}

/** The place of each known column, or all problems of the header. */
export function readHeader(
  cells: readonly string[],
  line: number,
  rules: HeaderRules,
  { mapping, ignoreUnknown }: HeaderReading = asWritten,
): Result<ReadonlyMap<string, number>, readonly RowProblem[]> {
  const columns = new Map<string, number>();
  const problems: RowProblem[] = [];
  const addProblem = (column: string | null, problem: string, fix: string) =>
    problems.push({ line, record: 0, column, problem, fix });
  const names = cells.map(plainName);
  // A column that the mapping speaks of is what the mapping says, whatever else its name means.
  const isMapped = new Set<number>();
  const isPassedOver = new Set<number>();
  // Of several guesses at whose points they are, the first one counts.
  const isAnswered = (column: string | null) =>
    column !== null && rules.anyOf.includes(column) && rules.anyOf.some((other) => columns.has(other));

  for (const { name, column, isGuess = false } of mapping) {
    const places = placesOf(names, plainName(name));
    const [place] = places;
    if (column !== null && !rules.known.includes(column)) {
      if (!isGuess) addProblem(null, ...unknownTarget(column, rules));
    } else if (place === undefined) {
      if (!isGuess) addProblem(null, `the mapping names a column that the file does not have`, fixOfMapping(name));
    } else if (places.length > 1) {
      addProblem(null, ...twice(places, name));
    } else if (isGuess && (isPassedOver.has(place) || isAnswered(column))) {
      isMapped.add(place);
    } else if (column === null || !columns.has(column)) {
      isMapped.add(place);
      if (column === null) isPassedOver.add(place);
      else columns.set(column, place);
    } else if (isGuess) {
      isMapped.add(place);
    } else {
      addProblem(column, ...bothMapped([columns.get(column) ?? 0, place]));
    }
  }

  const mapped = new Set(columns.keys());
  for (const [index, name] of cells.entries()) {
    if (isMapped.has(index)) continue;
    const column = columnOf(name, names[index] ?? '', rules);
    const earlier = column === null ? undefined : columns.get(column);
    if (column !== null && earlier === undefined) columns.set(column, index);
    else if (column !== null && mapped.has(column)) {
      if (!ignoreUnknown) addProblem(column, ...bothMapped([earlier ?? 0, index]));
    } else if (column !== null) {
      addProblem(column, `is the name of columns ${(earlier ?? 0) + 1} and ${index + 1}`, 'Remove one of the two.');
    } else if (!ignoreUnknown) {
      addProblem(null, ...unknownColumn(name, index, rules));
    }
  }
  for (const name of rules.required) {
    if (!columns.has(name)) addProblem(name, 'is missing', `Add a column "${name}", or map one to it.`);
  }
  if (rules.anyOf.length > 0 && !rules.anyOf.some((name) => columns.has(name))) {
    addProblem(null, `no column says whose points they are`, `Add a column ${anyOf(rules.anyOf)}, or map one to it.`);
  }
  return problems.length > 0 ? err(problems) : ok(columns);
}

const asWritten: HeaderReading = { mapping: [], ignoreUnknown: false };

/** The column of the import that a name stands for by itself. */
function columnOf(name: string, plain: string, { known, exact }: HeaderRules): string | null {
  if (exact.includes(name)) return name;
  return known.find((column) => !exact.includes(column) && plainName(column) === plain) ?? null;
}

function placesOf(names: readonly string[], plain: string): number[] {
  return names.flatMap((name, index) => (name === plain ? [index] : []));
}

/** The problem does not contain the name: if the file has no header, the name is personal data. */
function unknownColumn(name: string, index: number, rules: HeaderRules): [problem: string, fix: string] {
  if (name === '') return [`column ${index + 1} has no name`, 'Name it, or remove it.'];
  if (isDangerous(name)) return [`column ${index + 1} has a name that JavaScript uses itself`, 'Remove the column.'];
  const known = rules.known.filter((column) => !rules.exact.includes(column));
  const plain = plainName(name);
  const meant = calledElsewhere(plain, known) ?? closest(plain, known) ?? namedIn(name, known);
  return [
    `column ${index + 1} has a name that is not known here`,
    meant === null ? `Map it to one of ${known.join(', ')}, or pass it over.` : `Did you mean "${meant}"?`,
  ];
}

/** The one column that a longer name has among its words, as "Points Balance" has `balance`; or null. */
function namedIn(name: string, known: readonly string[]): string | null {
  const words = name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const [found, ...others] = known.filter((column) => words.includes(column.toLowerCase()));
  return found !== undefined && others.length === 0 ? found : null;
}

function unknownTarget(column: string, { known }: HeaderRules): [problem: string, fix: string] {
  const meant = closest(column, known);
  const fix = meant === null ? `Known are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
  return ['the mapping names a column that is not known here', fix];
}

function fixOfMapping(name: string): string {
  return `Write the name as the file has it, instead of ${JSON.stringify(name)}.`;
}

function twice([first = 0, second = 0]: readonly number[], name: string): [problem: string, fix: string] {
  const problem = `columns ${first + 1} and ${second + 1} both have a name that the mapping names`;
  return [problem, `Rename one of the two, so that only one is ${JSON.stringify(name)}.`];
}

function bothMapped([first = 0, second = 0]: readonly number[]): [problem: string, fix: string] {
  return [`is what columns ${first + 1} and ${second + 1} are both read as`, 'Map one of them to nothing.'];
}

/** Names that every object has, or that change its prototype. */
function isDangerous(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

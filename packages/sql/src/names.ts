import type { StoredEntry } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { rowsOf, type Row, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** A name that has a number, or is to have one; that of a version is its program's number, a blank and its fingerprint. */
export type Name = readonly [of: NameOf, name: string];
type NameOf = 'word' | 'program' | 'version';

/** The number of a program or a version that the ledger does not have. */
const noNumber = 0;
/** The number of a word that it does not have. */
const noWord = 128;

/**
 * The numbers of programs, versions and words, each read from the tables once.
 *
 * @remarks A number is given out once and never changed, so whoever knows one need not ask again. That holds for what is
 * committed: a transaction that may yet be undone works with names of its own (`within`), and keeps them (`keep`) once it
 * is committed.
 */
export interface Names {
  /** The number of a word that was met; else one that nothing has. */
  word(name: string): number;
  /** The number of a version that was met; else one that nothing has. */
  version(program: number, fingerprint: string): number;
  /** The number of a program that was met. */
  program(programId: string): number | undefined;
  /** The word of a number that `meet` has seen. */
  wordOf(number: Row[string] | undefined): string;
  /** The fingerprint of the version of a number that `meet` has seen. */
  versionOf(number: Row[string] | undefined): string;
  /** The number of a program; one that nothing has where the ledger does not have it. */
  findProgram(programId: string): Steps<number>;
  /** Looks up the numbers of names that were not met, and answers with the names that have none. */
  find(wanted: Iterable<Name>): Steps<Name[]>;
  /** The number of a program, given out where it has none. */
  giveProgram(programId: string): Steps<number>;
  /** Gives numbers to the names that have none. A version's definition may come later. */
  give(wanted: Iterable<Name>): Steps<void>;
  /** Reads the words and versions of rows of entries that were not met. */
  meet(program: number, rows: readonly Row[]): Steps<void>;
  /** Reads all words. */
  learnWords(): Steps<void>;
  /** Names for a transaction: these, and what it meets itself. */
  within(): Names;
  /** Takes over what the names of a transaction have met. */
  keep(others: Names): void;
  /** What these names have met themselves. */
  readonly own: readonly Known[];
  /** The number of a name that was met. */
  numberOf(...name: Name): number | undefined;
  /** The word of a number, or the fingerprint of the version of one, that was met. */
  textOf(of: 'word' | 'version', number: number): string | undefined;
}

/** A name and its number. */
type Known = readonly [of: NameOf, name: string, number: number];

/** The names in these tables. */
export function namesIn(tables: Tables, dialect: Pick<Dialect, 'orNothing'>): Names {
  return namesOver(statementsOf(tables, dialect));
}

/** Words as names. */
export function wordNames(words: Iterable<string>): Name[] {
  return Array.from(words, (word) => ['word', word]);
}

/** A version as a name. */
export function versionName(program: number, fingerprint: string): Name {
  return ['version', `${program} ${fingerprint}`];
}

/** The words of an entry. */
export function wordsOf({ kind, cause, referenceType }: StoredEntry): readonly string[] {
  return referenceType === null ? [kind, cause] : [kind, cause, referenceType];
}

function statementsOf({ words, programs, versions }: Tables, { orNothing }: Pick<Dialect, 'orNothing'>) {
  const next = (number: string, table: string) => `SELECT coalesce(max(${number}), 0) + 1, ? FROM ${table} WHERE true`;
  return {
    find: {
      word: `SELECT word AS number FROM ${words} WHERE name = ?`,
      program: `SELECT program AS number FROM ${programs} WHERE program_id = ?`,
      version: `SELECT version AS number FROM ${versions} WHERE program = ? AND fingerprint = ?`,
    },
    give: {
      word: orNothing(`INSERT INTO ${words} (word, name) SELECT min(word) - 1, ? FROM ${words} WHERE true`),
      program: orNothing(`INSERT INTO ${programs} (program, program_id) ${next('program', programs)}`),
      version: orNothing(
        `INSERT INTO ${versions} (version, program, fingerprint) ${next('version', versions).replace('?', '?, ?')}`,
      ),
    },
    words: `SELECT word, name FROM ${words}`,
    versions: `SELECT version, fingerprint FROM ${versions} WHERE program = ?`,
  };
}

/** Names; `base` are the committed ones that names of a transaction begin with. */
function namesOver(sql: ReturnType<typeof statementsOf>, base?: Pick<Names, 'numberOf' | 'textOf'>): Names {
  const own: Known[] = [];
  const numbers = {
    word: new Map<string, number>(),
    program: new Map<string, number>(),
    version: new Map<string, number>(),
  };
  const texts = { word: new Map<number, string>(), version: new Map<number, string>() };

  const numberOf: Names['numberOf'] = (of, name) => base?.numberOf(of, name) ?? numbers[of].get(name);
  const textOf: Names['textOf'] = (of, number) => base?.textOf(of, number) ?? texts[of].get(number);
  const add = (...known: Known): void => {
    const [of, name, number] = known;
    numbers[of].set(name, number);
    if (of !== 'program') texts[of].set(number, keyOf(of, name).at(-1) as string);
    own.push(known);
  };
  const isMet = (of: 'word' | 'version', number: Row[string] | undefined) =>
    number == null || textOf(of, Number(number)) !== undefined;

  function* look([of, name]: Name): Steps<number | undefined> {
    const [row] = yield* rowsOf(sql.find[of], ...keyOf(of, name));
    if (row !== undefined) add(of, name, Number(row['number']));
    return numberOf(of, name);
  }
  function* findProgram(programId: string): Steps<number> {
    return numberOf('program', programId) ?? (yield* look(['program', programId])) ?? noNumber;
  }
  /** Where another process took the number, it takes the next one. */
  function* give(wanted: Iterable<Name>): Steps<void> {
    for (const name of wanted)
      while (numberOf(...name) === undefined && (yield* look(name)) === undefined)
        yield* rowsOf(sql.give[name[0]], ...keyOf(...name));
  }
  function* learnWords(): Steps<void> {
    for (const row of yield* rowsOf(sql.words))
      if (!isMet('word', row['word'])) add('word', row['name'] as string, Number(row['word']));
  }

  return {
    own,
    numberOf,
    textOf,
    word: (name) => numberOf('word', name) ?? noWord,
    version: (program, fingerprint) => numberOf(...versionName(program, fingerprint)) ?? noNumber,
    program: (programId) => numberOf('program', programId),
    wordOf: (number) => textOf('word', Number(number)) ?? `word ${number}`,
    versionOf: (number) => textOf('version', Number(number)) ?? `version ${number}`,
    findProgram,
    *find(wanted) {
      const missing: Name[] = [];
      for (const name of wanted)
        if (numberOf(...name) === undefined && (yield* look(name)) === undefined) missing.push(name);
      return missing;
    },
    *giveProgram(programId) {
      yield* give([['program', programId]]);
      return yield* findProgram(programId);
    },
    give,
    *meet(program, rows) {
      if (
        !rows.every(
          (row) => isMet('word', row['kind']) && isMet('word', row['cause']) && isMet('word', row['reference_type']),
        )
      )
        yield* learnWords();
      if (rows.every((row) => isMet('version', row['version']))) return;
      for (const row of yield* rowsOf(sql.versions, program))
        if (!isMet('version', row['version']))
          add(...versionName(program, row['fingerprint'] as string), Number(row['version']));
    },
    learnWords,
    within: () => namesOver(sql, { numberOf, textOf }),
    keep: (others) => {
      for (const known of others.own) if (numberOf(known[0], known[1]) === undefined) add(...known);
    },
  };
}

/** What tells a name from the others of its kind, as its table has it. */
function keyOf(of: NameOf, name: string): readonly (string | number)[] {
  const blank = name.indexOf(' ');
  return of === 'version' ? [Number(name.slice(0, blank)), name.slice(blank + 1)] : [name];
}

import type { StoredEntry } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { rowsOf, type Row, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

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
  /** The number of a word that `findWords` or `giveWords` has met; else one that nothing has. */
  word(name: string): number;
  /** The number of a version that was met; else one that nothing has. */
  version(program: number, fingerprint: string): number;
  /** The word, or the fingerprint of the version, of a number that `meet` has seen. */
  wordOf(number: string | number | null | undefined): string;
  /** The fingerprint of a version by its number. */
  versionOf(number: string | number | null | undefined): string;
  /** The number of a program that was met. */
  program(programId: string): number | undefined;
  /** The number of a program; one that nothing has where the ledger does not have it. */
  findProgram(programId: string): Steps<number>;
  /** Looks up the numbers of words; those that have none stay without one. */
  findWords(wanted: Iterable<string>): Steps<void>;
  /** Whether the words and versions of rows of entries were met. */
  hasMet(rows: readonly Row[]): boolean;
  /** Reads the words and versions of rows of entries that were not met. */
  meet(program: number, rows: readonly Row[]): Steps<void>;
  /** Reads all words. */
  learnWords(): Steps<void>;
  /** The number of a program, given out where it has none. */
  giveProgram(programId: string): Steps<number>;
  /** Gives numbers to the words that have none. */
  giveWords(wanted: Iterable<string>): Steps<void>;
  /** Gives a number to a version that has none. Its definition may come later. */
  giveVersion(program: number, fingerprint: string): Steps<void>;
  /** Names for a transaction: these, and what it meets itself. */
  within(): Names;
  /** Takes over what the names of a transaction have met. */
  keep(others: Names): void;
  /** What these names have met themselves. */
  readonly own: readonly Known[];
}

/** A name and its number. */
type Known = readonly [of: Of, name: string, number: number];
type Of = 'word' | 'program' | 'version';

/** How names within a transaction look at those that are committed. */
interface Lookup {
  numberOf(of: Of, name: string): number | undefined;
  textOf(of: Of, number: number): string | undefined;
}

/** The names in these tables. */
export function namesIn(tables: Tables, dialect: Pick<Dialect, 'orNothing'>): Names {
  return namesOver(statementsOf(tables, dialect), undefined);
}

type NameStatements = ReturnType<typeof statementsOf>;

function statementsOf({ words, programs, versions }: Tables, { orNothing }: Pick<Dialect, 'orNothing'>) {
  return {
    find: {
      word: `SELECT word AS number FROM ${words} WHERE name = ?`,
      program: `SELECT program AS number FROM ${programs} WHERE program_id = ?`,
      version: `SELECT version AS number FROM ${versions} WHERE program = ? AND fingerprint = ?`,
    },
    give: {
      word: orNothing(`INSERT INTO ${words} (word, name) SELECT min(word) - 1, ? FROM ${words} WHERE true`),
      program: orNothing(
        `INSERT INTO ${programs} (program, program_id) SELECT coalesce(max(program), 0) + 1, ? FROM ${programs} WHERE true`,
      ),
      version: orNothing(
        `INSERT INTO ${versions} (version, program, fingerprint) SELECT coalesce(max(version), 0) + 1, ?, ? FROM ${versions} WHERE true`,
      ),
    },
    words: `SELECT word, name FROM ${words}`,
    versions: `SELECT version, fingerprint FROM ${versions} WHERE program = ?`,
  };
}

/** Names; `base` are the committed ones that names of a transaction begin with. */
function namesOver(sql: NameStatements, base: Lookup | undefined): Names {
  const own: Known[] = [];
  const numbers: Record<Of, Map<string, number>> = { word: new Map(), program: new Map(), version: new Map() };
  const texts: Record<Of, Map<number, string>> = { word: new Map(), program: new Map(), version: new Map() };

  const numberOf: Lookup['numberOf'] = (of, name) => base?.numberOf(of, name) ?? numbers[of].get(name);
  const textOf: Lookup['textOf'] = (of, number) => base?.textOf(of, number) ?? texts[of].get(number);
  const add = (...known: Known): void => {
    const [of, name, number] = known;
    numbers[of].set(name, number);
    texts[of].set(number, of === 'version' ? name.slice(name.indexOf(' ') + 1) : name);
    own.push(known);
  };
  const isMet = (of: Of, number: Row[string] | undefined) => number == null || textOf(of, Number(number)) !== undefined;
  const hasWords = (rows: readonly Row[]) =>
    rows.every(
      (row) => isMet('word', row['kind']) && isMet('word', row['cause']) && isMet('word', row['reference_type']),
    );
  const hasVersions = (rows: readonly Row[]) => rows.every((row) => isMet('version', row['version']));

  function* find(of: Of, name: string, ...key: readonly (string | number)[]): Steps<number | undefined> {
    const [row] = yield* rowsOf(sql.find[of], ...key);
    if (row !== undefined) add(of, name, Number(row['number']));
    return numberOf(of, name);
  }
  /** Where another process took the number, it takes the next one. */
  function* give(of: Of, name: string, ...key: readonly (string | number)[]): Steps<number> {
    for (;;) {
      const number = numberOf(of, name) ?? (yield* find(of, name, ...key));
      if (number !== undefined) return number;
      yield* rowsOf(sql.give[of], ...key);
    }
  }
  function* learnWords(): Steps<void> {
    for (const row of yield* rowsOf(sql.words))
      if (!isMet('word', row['word'])) add('word', row['name'] as string, Number(row['word']));
  }

  return {
    own,
    word: (name) => numberOf('word', name) ?? noWord,
    version: (program, fingerprint) => numberOf('version', `${program} ${fingerprint}`) ?? noNumber,
    program: (programId) => numberOf('program', programId),
    wordOf: (number) => textOf('word', Number(number)) ?? `word ${number}`,
    versionOf: (number) => textOf('version', Number(number)) ?? `version ${number}`,
    *findProgram(programId) {
      return numberOf('program', programId) ?? (yield* find('program', programId, programId)) ?? noNumber;
    },
    *findWords(wanted) {
      for (const name of wanted) if (numberOf('word', name) === undefined) yield* find('word', name, name);
    },
    hasMet: (rows) => hasWords(rows) && hasVersions(rows),
    *meet(program, rows) {
      if (!hasWords(rows)) yield* learnWords();
      if (hasVersions(rows)) return;
      for (const row of yield* rowsOf(sql.versions, program))
        if (!isMet('version', row['version']))
          add('version', `${program} ${row['fingerprint']}`, Number(row['version']));
    },
    learnWords,
    giveProgram: (programId) => give('program', programId, programId),
    *giveWords(wanted) {
      for (const name of wanted) if (numberOf('word', name) === undefined) yield* give('word', name, name);
    },
    *giveVersion(program, fingerprint) {
      yield* give('version', `${program} ${fingerprint}`, program, fingerprint);
    },
    within: () => namesOver(sql, { numberOf, textOf }),
    keep: (others) => {
      for (const known of others.own) if (numberOf(known[0], known[1]) === undefined) add(...known);
    },
  };
}

/** The words of an entry. */
export function wordsOf({ kind, cause, referenceType }: StoredEntry): readonly string[] {
  return referenceType === null ? [kind, cause] : [kind, cause, referenceType];
}

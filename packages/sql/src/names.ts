import type { StoredEntry } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { rowsOf, type Row, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/**
 * A name that has a number, or is to have one; that of a version is its program's number, a blank and its fingerprint.
 */
export type Name = readonly [of: NameOf, name: string];
type NameOf = 'word' | 'program' | 'version';

/** A name and its number. */
type Known = readonly [of: NameOf, name: string, number: number];

/** The number of a program or a version that the ledger does not have. */
const noNumber = 0;
/** The number of a word that it does not have. */
const noWord = 128;

/**
 * The numbers of programs, versions and words, each read from the tables once.
 *
 * @remarks A number is given out once and never changed, so whoever knows one need not ask again. That holds for what
 * is committed: a transaction that may yet be undone works with names of its own (`within`), and keeps them (`keep`)
 * once it is committed.
 */
export class Names {
  /** What these names have met themselves. */
  own: Known[] = [];
  private life: string | null = null;
  private readonly sql: Statements;
  private readonly base: Names | null;
  private readonly numbers = {
    word: new Map<string, number>(),
    program: new Map<string, number>(),
    version: new Map<string, number>(),
  };
  private readonly texts = { word: new Map<number, string>(), version: new Map<number, string>() };

  /** Names; `base` are the committed ones that names of a transaction begin with. */
  constructor(sql: Statements, base: Names | null = null) {
    this.sql = sql;
    this.base = base;
  }

  /** The number of a word that was met; else one that nothing has. */
  word(name: string): number {
    return this.numberOf('word', name) ?? noWord;
  }

  /** The number of a version that was met; else one that nothing has. */
  version(program: number, fingerprint: string): number {
    return this.numberOf(...versionName(program, fingerprint)) ?? noNumber;
  }

  /** The number of a program that was met. */
  program(programId: string): number | undefined {
    return this.numberOf('program', programId);
  }

  /** The word of a number that `meet` has seen. */
  wordOf(number: Row[string] | undefined): string {
    return this.textOf('word', Number(number)) ?? `word ${number}`;
  }

  /** The fingerprint of the version of a number that `meet` has seen. */
  versionOf(number: Row[string] | undefined): string {
    return this.textOf('version', Number(number)) ?? `version ${number}`;
  }

  /** The number of a program; one that nothing has where the ledger does not have it. */
  *findProgram(programId: string): Steps<number> {
    yield* this.find([['program', programId]]);
    return this.program(programId) ?? noNumber;
  }

  /** Looks up the numbers of names that were not met, and answers with the names that have none. */
  *find(wanted: Iterable<Name>): Steps<Name[]> {
    const missing: Name[] = [];
    for (const name of wanted) {
      if (this.numberOf(...name) !== undefined) continue;
      const [row] = yield* rowsOf(this.sql.find[name[0]], ...keyOf(...name));
      if (row === undefined) missing.push(name);
      else this.add(...name, Number(row['number']));
    }
    return missing;
  }

  /**
   * Gives numbers to the names that have none; a version's definition may come later. Where another process took a
   * number, it takes the next one.
   */
  *give(wanted: Iterable<Name>): Steps<void> {
    for (let missing = yield* this.find(wanted); missing.length > 0; missing = yield* this.find(missing))
      for (const name of missing) yield* rowsOf(this.sql.give[name[0]], ...keyOf(...name));
  }

  /** The number of a program, given out where it has none. */
  *giveProgram(programId: string): Steps<number> {
    yield* this.give([['program', programId]]);
    return this.program(programId) ?? noNumber;
  }

  /** Reads the words and versions of rows that were not met. */
  *meet(program: number, rows: readonly Row[]): Steps<void> {
    const isMet = (of: 'word' | 'version', number: Row[string] | undefined) =>
      number == null || this.textOf(of, Number(number)) !== undefined;
    const isToldByWords = (row: Row) =>
      isMet('word', row['kind']) && isMet('word', row['cause']) && isMet('word', row['reference_type']);
    if (!rows.every(isToldByWords)) yield* this.learnWords();
    if (rows.every((row) => isMet('version', row['version']))) return;
    for (const row of yield* rowsOf(this.sql.versions, program))
      this.add(...versionName(program, row['fingerprint'] as string), Number(row['version']));
  }

  /** Reads all words. */
  *learnWords(): Steps<void> {
    for (const row of yield* rowsOf(this.sql.words)) this.add('word', row['name'] as string, Number(row['word']));
  }

  /** Names for a transaction: these, and what it meets itself. */
  within(): Names {
    return new Names(this.sql, this);
  }

  /** Takes over what the names of a transaction have met. */
  keep(others: Names): void {
    for (const known of others.own) this.add(...known);
  }

  /**
   * Forgets all where the database is in another life than the one that they are of, which may lack some. Answers
   * whether it did.
   */
  renew(life: string): boolean {
    const isOther = this.base === null ? this.life !== null && this.life !== life : this.base.renew(life);
    this.life = life;
    if (isOther) {
      for (const known of [...Object.values(this.numbers), ...Object.values(this.texts)]) known.clear();
      this.own = [];
    }
    return isOther;
  }

  private numberOf(of: NameOf, name: string): number | undefined {
    return this.base?.numberOf(of, name) ?? this.numbers[of].get(name);
  }

  private textOf(of: 'word' | 'version', number: number): string | undefined {
    return this.base?.textOf(of, number) ?? this.texts[of].get(number);
  }

  private add(...known: Known): void {
    const [of, name, number] = known;
    if (this.numberOf(of, name) !== undefined) return;
    this.numbers[of].set(name, number);
    if (of !== 'program') this.texts[of].set(number, keyOf(of, name).at(-1) as string);
    this.own.push(known);
  }
}

/** The names in these tables. */
export function namesIn(tables: Tables, dialect: Pick<Dialect, 'orNothing'>): Names {
  return new Names(statementsOf(tables, dialect));
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

type Statements = ReturnType<typeof statementsOf>;

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

/** What tells a name from the others of its kind, as its table has it. */
function keyOf(of: NameOf, name: string): readonly (string | number)[] {
  const blank = name.indexOf(' ');
  return of === 'version' ? [Number(name.slice(0, blank)), name.slice(blank + 1)] : [name];
}

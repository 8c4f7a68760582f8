import { coreWords } from '@pointbook/core/store';
import { type Column, columns, type WrittenTable } from './columns.ts';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/**
 * The numbers of the words that CHECKs and indexes of entries need; those of the other words of core come below them.
 */
export const firstWords = { invoice: 127, earn: 126, redemption: 125, reversal: 124, expiry: 123, entry: 122 } as const;

/** What must never be done to rows, by hand either, and why; `when` is what the old row is like. */
type Refusal = readonly [table: keyof Tables, act: 'UPDATE' | 'DELETE', why: string, when?: string];

/** What the tables of every database refuse, by triggers of its own. */
export const refusals: readonly Refusal[] = [
  ['entries', 'UPDATE', 'entries are never changed or deleted: a correction is another entry'],
  ['entries', 'DELETE', 'entries are never changed or deleted: a correction is another entry'],
  ['accounts', 'DELETE', 'an account is never deleted: the entries would belong to nobody'],
  ['records', 'DELETE', 'a record is never deleted: what was removed keeps its row, without a body'],
  ['words', 'UPDATE', 'a word is never changed or deleted: rows have its number'],
  ['words', 'DELETE', 'a word is never changed or deleted: rows have its number'],
  ['programs', 'UPDATE', 'a program is never changed: rows have its number'],
  ['programs', 'DELETE', 'a program is never deleted: rows have its number'],
  ['versions', 'UPDATE', 'a version of a program is never changed: save another one', 'OLD.definition IS NOT NULL'],
  ['versions', 'DELETE', 'a version of a program is never deleted: entries were posted under it'],
];

/** The tables and indexes of a ledger, as the record of decisions about their layout (ADR 17) says. */
export function createTables(tables: Tables, dialect: Dialect): string {
  const { words, programs, accounts, entries } = tables;
  const { types, index } = dialect;
  const name = `${types.key} NOT NULL UNIQUE`;
  const number = `${types.number} PRIMARY KEY`;
  const table = (of: keyof Tables, ...parts: readonly string[]) =>
    `CREATE TABLE ${tables[of]} (\n  ${[...dialect.more(of), ...parts].join(',\n  ')}\n)${dialect.options(of)};\n`;
  const written = (of: WrittenTable, ...rules: readonly string[]) => table(of, ...columnsBySize(of, types), ...rules);
  const { earn, redemption, reversal, expiry, entry, invoice } = firstWords;
  const entryKey = '(program, member_id, sequence)';
  const byDate = '(program, posted_at, member_id DESC, sequence)';

  return `${table('words', `word ${types.word} PRIMARY KEY CHECK (word BETWEEN -32768 AND 127)`, `name ${name} CHECK (name <> '')`)}
INSERT INTO ${words} (word, name) VALUES ${[...new Set([...Object.keys(firstWords), ...coreWords])]
    .map((each, place) => `(${firstWords.invoice - place}, '${each}')`)
    .join(', ')};
${table('programs', `program ${number} CHECK (program BETWEEN 1 AND 2147483647)`, `program_id ${name} CHECK (program_id <> '')`)}
${table(
  'versions',
  `version ${number} CHECK (version BETWEEN 1 AND 2147483647)`,
  `program ${types.number} NOT NULL REFERENCES ${programs}`,
  `fingerprint ${types.key} NOT NULL CHECK (fingerprint <> '')`,
  `definition ${types.text}`,
  'UNIQUE (program, fingerprint)',
)}
${written(
  'accounts',
  'PRIMARY KEY (program, member_id)',
  'CHECK (balance = lot_points + held - debt)',
  'CHECK (debt = 0 OR lot_points = 0)',
)}CREATE INDEX ${index('accounts_due')} ON ${accounts} (program, due_at, member_id) WHERE due_at IS NOT NULL;
${written(
  'entries',
  `${dialect.entryKey} ${entryKey}`,
  'CHECK ((reference_type IS NULL) = (reference_id IS NULL))',
  'CHECK (reference_type IS NOT NULL OR reference_detail IS NULL)',
  'CHECK ((command_key IS NULL) = (command_fingerprint IS NULL))',
  'CHECK (sequence > 1 OR balance_after = delta)',
  `CHECK (kind <> ${earn} OR delta >= 0)`,
  `CHECK (kind NOT IN (${redemption}, ${expiry}) OR delta <= 0)`,
)}CREATE UNIQUE INDEX ${index('entries_command')} ON ${entries} (program, member_id, command_key) WHERE command_key IS NOT NULL;
CREATE INDEX ${index('entries_reversal')} ON ${entries} (program, member_id, reference_id, delta)
  WHERE kind = ${reversal} AND reference_type = ${entry};
CREATE INDEX ${index('entries_feed')} ON ${entries} (${['program', ...dialect.feedColumns].join(', ')});
CREATE INDEX ${index('entries_date')} ON ${entries} ${byDate};
CREATE INDEX ${index('entries_other_date')} ON ${entries} ${byDate} WHERE kind <> ${earn};
CREATE INDEX ${index('entries_reference')}
  ON ${entries} (program, reference_type, reference_id, posted_at, member_id DESC, sequence) WHERE reference_type <> ${invoice};
${written('records', 'PRIMARY KEY (program, kind, key)')}
${written('uniques', 'PRIMARY KEY (program, kind, field, value)')}
${written('lists', 'PRIMARY KEY (program, kind, list, value, rank, key)')}
${written('notes', `PRIMARY KEY ${entryKey}`, `FOREIGN KEY ${entryKey} REFERENCES ${entries} ${entryKey}`)}`;
}

const sizes: readonly string[] = ['figure', 'number', 'word'];

/** The columns of a table, the largest of fixed size first: databases that align them lose no bytes. */
function columnsBySize(table: WrittenTable, types: Dialect['types']): string[] {
  const place = ({ type }: Column) => (sizes.indexOf(type) + 4) % 4;
  return Object.entries<Column>({ program: { type: 'number' }, ...columns[table] })
    .toSorted(([, a], [, b]) => place(a) - place(b))
    .map(
      ([name, { type, check, isNullable }]) =>
        `${name} ${types[type]}${isNullable ? '' : ' NOT NULL'}${check === undefined ? '' : ` CHECK (${name} ${check})`}`,
    );
}

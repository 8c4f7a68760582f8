import { coreWords } from '@pointbook/core/store';
import type { Dialect, SqlType } from './dialect.ts';
import type { Tables } from './tables.ts';

const most = '9007199254740991';
const lastInstant = '253402300799999';

/** The numbers of the words that CHECKs and indexes of entries need; those of the other words of core come below them. */
export const firstWords = { invoice: 127, earn: 126, redemption: 125, reversal: 124, expiry: 123, entry: 122 } as const;

/**
 * The tables and indexes of a ledger, as the record of decisions about their layout (ADR 17) says.
 *
 * @remarks Columns of fixed size come first: databases that align them lose no bytes. Triggers that refuse what must
 * never be done are each database's own.
 */
export function createTables(tables: Tables, dialect: Dialect): string {
  const { words, programs, accounts, entries } = tables;
  const { types, options, index } = dialect;
  const column = (name: string, type: SqlType, rest = '') => `${name} ${types[type]}${rest}`;
  const required = (name: string, type: SqlType) => column(name, type, ' NOT NULL');
  const figure = (name: string, from: string | number, to: string) =>
    column(name, 'figure', ` NOT NULL CHECK (${name} BETWEEN ${from} AND ${to})`);
  const instant = (name: string) => figure(name, 0, lastInstant);
  const text = (name: string) => column(name, 'key', ` NOT NULL CHECK (${name} <> '')`);
  const table = (name: keyof Tables, ...parts: readonly string[]) =>
    `CREATE TABLE ${tables[name]} (\n  ${parts.join(',\n  ')}\n)${options(name)};\n`;
  const { earn, redemption, reversal, expiry, entry, invoice } = firstWords;
  const byDate = '(program, posted_at, member_id DESC, sequence)';

  return `${table('words', column('word', 'word', ' PRIMARY KEY CHECK (word BETWEEN -32768 AND 127)'), column('name', 'key', " NOT NULL UNIQUE CHECK (name <> '')"))}
INSERT INTO ${words} (word, name) VALUES ${[...new Set([...Object.keys(firstWords), ...coreWords])]
    .map((name, place) => `(${firstWords.invoice - place}, '${name}')`)
    .join(', ')};
${table(
  'programs',
  column('program', 'number', ' PRIMARY KEY CHECK (program BETWEEN 1 AND 2147483647)'),
  `${dialect.moreOfPrograms}${column('program_id', 'key', " NOT NULL UNIQUE CHECK (program_id <> '')")}`,
)}
${table(
  'versions',
  column('version', 'number', ' PRIMARY KEY CHECK (version BETWEEN 1 AND 2147483647)'),
  column('program', 'number', ` NOT NULL REFERENCES ${programs}`),
  text('fingerprint'),
  column('definition', 'text'),
  'UNIQUE (program, fingerprint)',
)}
${table(
  'accounts',
  figure('sequence', 0, most),
  figure('balance', `-${most}`, most),
  figure('lot_points', 0, most),
  figure('held', 0, most),
  figure('debt', 0, most),
  instant('last_instant'),
  column('due_at', 'figure', ` CHECK (due_at BETWEEN 0 AND ${lastInstant})`),
  `${dialect.moreOfAccounts}${required('program', 'number')}`,
  required('format', 'word'),
  text('member_id'),
  required('account', 'text'),
  required('activity', 'text'),
  'PRIMARY KEY (program, member_id)',
  'CHECK (balance = lot_points + held - debt)',
  'CHECK (debt = 0 OR lot_points = 0)',
)}CREATE INDEX ${index('accounts_due')} ON ${accounts} (program, due_at, member_id) WHERE due_at IS NOT NULL;
${table(
  'entries',
  dialect.position,
  figure('sequence', 1, most),
  figure('delta', `-${most}`, most),
  figure('balance_after', `-${most}`, most),
  instant('posted_at'),
  instant('effective_at'),
  required('program', 'number'),
  required('version', 'number'),
  required('kind', 'word'),
  required('cause', 'word'),
  column('reference_type', 'word'),
  required('format', 'word'),
  required('member_id', 'key'),
  required('actor', 'key'),
  column('reference_id', 'key'),
  column('reference_detail', 'key'),
  required('effect', 'text'),
  column('command_key', 'key'),
  column('command_fingerprint', 'key'),
  `${dialect.entryKey} (program, member_id, sequence)`,
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
${table('records', required('program', 'number'), required('kind', 'word'), required('format', 'word'), text('key'), column('body', 'text'), 'PRIMARY KEY (program, kind, key)')}
${table('uniques', required('program', 'number'), required('kind', 'word'), required('field', 'word'), required('value', 'key'), required('key', 'key'), 'PRIMARY KEY (program, kind, field, value)')}
${table('lists', required('program', 'number'), required('kind', 'word'), required('list', 'word'), figure('rank', `-${most}`, most), required('value', 'key'), required('key', 'key'), 'PRIMARY KEY (program, kind, list, value, rank, key)')}
${table('notes', required('sequence', 'figure'), required('program', 'number'), required('member_id', 'key'), column('reason', 'text'), column('comment', 'text'), 'PRIMARY KEY (program, member_id, sequence)', `FOREIGN KEY (program, member_id, sequence) REFERENCES ${entries} (program, member_id, sequence)`)}`;
}

import { coreKinds, type AnyRecordKind, type ColumnType } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import type { Tables } from './tables.ts';

/**
 * Views for people who read by SQL: accounts, entries and notes with names in place of numbers and with timestamps, and one for each
 * kind of record, with the columns that its declaration names.
 *
 * @param viewOf - the name of a view, as statements have it.
 */
export function createViews(
  tables: Tables,
  dialect: Dialect,
  viewOf: (name: string) => string,
  kinds: readonly AnyRecordKind[] = coreKinds,
): string {
  const { accounts, entries, notes, programs, records, versions, words } = tables;
  const programId = (alias: string) =>
    `(SELECT program_id FROM ${programs} p WHERE p.program = ${alias}.program) AS program_id`;
  const word = (column: string) => `(SELECT name FROM ${words} w WHERE w.word = e.${column}) AS ${column}`;
  const instant = (column: string) => `${dialect.instant(column)} AS ${column.slice(2)}`;
  const view = (name: string, columns: readonly string[], from: string) =>
    `CREATE VIEW ${viewOf(name)} AS SELECT\n  ${columns.join(',\n  ')}\nFROM ${from};\n`;
  const asTyped = (text: string, type: ColumnType): string => {
    if (type === 'text' || type === 'json') return text;
    return type === 'boolean'
      ? dialect.boolean(text)
      : type === 'instant'
        ? dialect.instant(dialect.figure(text))
        : dialect.figure(text);
  };

  const ofLedger = [
    view(
      'account_view',
      [
        programId('a'),
        'a.member_id, a.sequence, a.balance, a.lot_points, a.held, a.debt',
        instant('a.last_instant'),
        instant('a.due_at'),
        'a.account, a.activity',
      ],
      `${accounts} a`,
    ),
    view(
      'entry_view',
      [
        programId('e'),
        'e.member_id, e.sequence, e.position',
        word('kind'),
        word('cause'),
        'e.delta, e.balance_after',
        instant('e.posted_at'),
        instant('e.effective_at'),
        'e.actor',
        word('reference_type'),
        'e.reference_id, e.reference_detail, e.effect',
        `(SELECT fingerprint FROM ${versions} v WHERE v.version = e.version) AS program_version`,
        'e.command_key',
      ],
      `${entries} e`,
    ),
    view('note_view', [programId('n'), 'n.member_id, n.sequence, n.reason, n.comment'], `${notes} n`),
  ];
  const ofKinds = kinds
    .filter(({ columns }) => columns !== undefined)
    .map(({ kind, columns = {} }) =>
      view(
        nameOfKind(kind),
        [
          programId('r'),
          'r.key',
          ...Object.entries(columns).map(
            ([name, { path, type }]) => `${asTyped(dialect.json('r.body', path), type)} AS ${name}`,
          ),
        ],
        `${records} r WHERE r.kind = (SELECT word FROM ${words} WHERE name = '${kind}') AND r.body IS NOT NULL`,
      ),
    );
  return [...ofLedger, ...ofKinds].join('\n');
}

/** Removes the views, where they are there. */
export function dropViews(viewOf: (name: string) => string, kinds: readonly AnyRecordKind[] = coreKinds): string {
  const names = ['account_view', 'entry_view', 'note_view', ...kinds.map(({ kind }) => nameOfKind(kind))];
  return names.map((name) => `DROP VIEW IF EXISTS ${viewOf(name)};\n`).join('');
}

function nameOfKind(kind: string): string {
  return `${kind.replaceAll('-', '_')}_view`;
}

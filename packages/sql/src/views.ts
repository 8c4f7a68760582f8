import { tillKinds, type AnyRecordKind, type ColumnType } from '@pointbook/core/store';
import type { Dialect } from './dialect.ts';
import { rowsOf, type Steps } from './steps.ts';
import type { Tables } from './tables.ts';

/** The name of a view, as statements have it. */
export type ViewName = (name: string) => string;

/**
 * Views for people who read by SQL: accounts, entries and notes with names in place of numbers and with timestamps, and one for each
 * kind of record that the till keeps.
 */
export function createViews(tables: Tables, dialect: Dialect, viewOf: ViewName): string {
  const { accounts, entries, notes, programs, versions, words } = tables;
  const word = (column: string) => `(SELECT name FROM ${words} w WHERE w.word = e.${column}) AS ${column}`;
  const instant = (column: string) => `${dialect.instant(column)} AS ${column.slice(2)}`;
  const ofLedger = [
    view(
      viewOf('account_view'),
      [
        programId(programs, 'a'),
        'a.member_id, a.sequence, a.balance, a.lot_points, a.held, a.debt',
        instant('a.last_instant'),
        instant('a.due_at'),
        'a.account, a.activity',
      ],
      `${accounts} a`,
    ),
    view(
      viewOf('entry_view'),
      [
        programId(programs, 'e'),
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
    view(viewOf('note_view'), [programId(programs, 'n'), 'n.member_id, n.sequence, n.reason, n.comment'], `${notes} n`),
  ];
  return [...ofLedger, createRecordViews(tables, dialect, viewOf, tillKinds)].join('\n');
}

/** A view for each kind of record that declares columns. */
export function createRecordViews(
  { programs, records, words }: Tables,
  dialect: Dialect,
  viewOf: ViewName,
  kinds: readonly AnyRecordKind[],
): string {
  const typed = (text: string, type: ColumnType): string => {
    if (type === 'text' || type === 'json') return text;
    if (type === 'boolean') return dialect.boolean(text);
    return type === 'instant' ? dialect.instant(dialect.figure(text)) : dialect.figure(text);
  };
  return kinds
    .filter(({ columns }) => columns !== undefined)
    .map(({ kind, columns = {} }) =>
      view(
        viewOf(recordViewName(kind)),
        [
          programId(programs, 'r'),
          'r.key',
          ...Object.entries(columns).map(
            ([name, { path, type }]) => `${typed(dialect.json('r.body', path), type)} AS ${name}`,
          ),
        ],
        `${records} r WHERE r.kind = (SELECT word FROM ${words} WHERE name = '${kind}') AND r.body IS NOT NULL`,
      ),
    )
    .join('\n');
}

/** Removes the views, where they are there. */
export function dropViews(viewOf: ViewName, kinds: readonly AnyRecordKind[]): string {
  const names = ['account_view', 'entry_view', 'note_view', ...kinds.map(({ kind }) => recordViewName(kind))];
  return names.map((name) => `DROP VIEW IF EXISTS ${viewOf(name)};\n`).join('');
}

/** The kinds with columns whose views are not there. */
export function* kindsWithoutView(
  kinds: readonly AnyRecordKind[],
  { hasTable }: Pick<Dialect, 'hasTable'>,
  viewOf: ViewName,
): Steps<AnyRecordKind[]> {
  const missing: AnyRecordKind[] = [];
  for (const kind of kinds)
    if (kind.columns !== undefined && (yield* rowsOf(hasTable, viewOf(recordViewName(kind.kind)))).length === 0)
      missing.push(kind);
  return missing;
}

/** The name of the view of a kind of record. */
function recordViewName(kind: string): string {
  return `${kind.replaceAll('-', '_')}_view`;
}

function view(name: string, columns: readonly string[], from: string): string {
  return `CREATE VIEW ${name} AS SELECT\n  ${columns.join(',\n  ')}\nFROM ${from};\n`;
}

function programId(programs: string, alias: string): string {
  return `(SELECT program_id FROM ${programs} p WHERE p.program = ${alias}.program) AS program_id`;
}

import { placeOf, tillKinds, type AnyRecordKind, type ColumnType } from '@pointbook/core/store';
import { columns } from './columns.ts';
import type { LedgerSchema } from './ledger-schema.ts';
import { rowsOf, type Steps } from './steps.ts';

/**
 * Views for people who read by SQL: accounts, entries and notes with names in place of numbers and with timestamps, and
 * one for each kind of record that the till keeps.
 */
export function createViews(schema: LedgerSchema): string {
  const { tables, dialect, viewOf } = schema;
  const { programs, versions, words } = tables;
  const showing = {
    'as-it-is': (column: string) => column,
    'as-instant': (column: string, name: string) => `${dialect.instant(column)} AS ${name}`,
    'as-name': (column: string, name: string) => `(SELECT name FROM ${words} w WHERE w.word = ${column}) AS ${name}`,
    'as-fingerprint': (column: string) =>
      `(SELECT fingerprint FROM ${versions} v WHERE v.version = ${column}) AS program_version`,
    never: () => null,
  };
  const viewOfTable = (name: string, table: 'accounts' | 'entries' | 'notes', ...more: string[]) => {
    const [alias = ''] = table;
    const own = Object.entries(columns[table]).flatMap(
      ([column, { shown }]) => showing[shown ?? 'as-it-is'](`${alias}.${column}`, column) ?? [],
    );
    return view(viewOf(name), [programId(programs, alias), ...more, ...own], `${tables[table]} ${alias}`);
  };
  return [
    viewOfTable('account_view', 'accounts'),
    viewOfTable('entry_view', 'entries', 'e.position'),
    viewOfTable('note_view', 'notes'),
    createRecordViews(schema, tillKinds),
  ].join('\n');
}

/** A view for each kind of record that declares columns. */
export function createRecordViews(
  { tables: { programs, records, words }, dialect, viewOf }: LedgerSchema,
  kinds: readonly AnyRecordKind[],
): string {
  const typed = (text: string, type: ColumnType): string => {
    if (type === 'text' || type === 'json') return text;
    if (type === 'boolean') return dialect.boolean(text);
    return type === 'instant' ? dialect.instant(dialect.figure(text)) : dialect.figure(text);
  };
  const shownOf = (kind: AnyRecordKind, field: string, type: ColumnType): string => {
    const { path, usual } = placeOf(kind, field);
    const shown = typed(dialect.json('r.body', path), type);
    return usual === null ? shown : `coalesce(${shown}, ${typeof usual === 'string' ? `'${usual}'` : usual})`;
  };
  const viewsOf = (kind: AnyRecordKind): string[] => {
    if (kind.columns === undefined) return [];
    const ids = (kind.keyColumns ?? []).map((name, index) => `${dialect.idsOfKey('r.key')[index]} AS ${name}`);
    const fields = Object.entries(kind.columns).map(
      ([name, { field, type }]) => `${shownOf(kind, field, type)} AS ${name}`,
    );
    const from = `${records} r WHERE r.kind = (SELECT word FROM ${words} WHERE name = '${kind.kind}') AND r.body IS NOT NULL`;
    return [view(viewOf(recordViewName(kind.kind)), [programId(programs, 'r'), 'r.key', ...ids, ...fields], from)];
  };
  return kinds.flatMap(viewsOf).join('\n');
}

/** The kinds with columns whose views are not there. */
export function* kindsWithoutView(
  kinds: readonly AnyRecordKind[],
  { dialect, viewOf }: LedgerSchema,
): Steps<AnyRecordKind[]> {
  const missing: AnyRecordKind[] = [];
  for (const kind of kinds)
    if (kind.columns !== undefined && (yield* rowsOf(dialect.hasTable, viewOf(recordViewName(kind.kind)))).length === 0)
      missing.push(kind);
  return missing;
}

/** The name of the view of a kind of record. */
function recordViewName(kind: string): string {
  return `${kind.replaceAll('-', '_')}_view`;
}

function view(name: string, shown: readonly string[], from: string): string {
  return `CREATE VIEW ${name} AS SELECT\n  ${shown.join(',\n  ')}\nFROM ${from};\n`;
}

function programId(programs: string, alias: string): string {
  return `(SELECT program_id FROM ${programs} p WHERE p.program = ${alias}.program) AS program_id`;
}

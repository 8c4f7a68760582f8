import { columns } from './columns.ts';

const tableNames = [
  'migrations',
  'words',
  'programs',
  'versions',
  ...(Object.keys(columns) as (keyof typeof columns)[]),
] as const;

/** The tables of a ledger, as statements name them. */
export type Tables = Readonly<Record<(typeof tableNames)[number], string>>;

/** The tables of a ledger whose names begin with a prefix, or stand in a schema. */
export function tablesNamed(nameOf: (name: string) => string): Tables {
  return Object.fromEntries(tableNames.map((name) => [name, nameOf(name)])) as unknown as Tables;
}

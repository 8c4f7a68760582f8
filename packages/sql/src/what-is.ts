/**
 * What somebody gave for a driver that it is not. A text is not shown: it may be a connection string with a password.
 */
export function whatIs(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof (value as { readonly then?: unknown }).then === 'function') return 'a promise: await it first';
  const library = libraryOf(value);
  if (library !== null) return library;
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = value.constructor?.name ?? 'Object';
  return name === 'Object' ? 'a plain object' : `an object of the class ${name}`;
}

/** The library that no store works with, and that an object is known to be of; null for any other. */
export function libraryOf(value: unknown): string | null {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return null;
  return libraries.find(([, ...members]) => members.every((member) => member in value))?.[0] ?? null;
}

const beneath = 'give the driver beneath it';

/** What tells that an object is of a library: its class may be called anything, and be of any copy of the library. */
const libraries: readonly (readonly [library: string, ...members: readonly string[]])[] = [
  ['bun:sqlite: use node:sqlite, which Bun has as well', 'fileControl', 'clearQueryCache'],
  ['sqlite3: use better-sqlite3 or node:sqlite', 'parallelize', 'serialize'],
  ['sql.js: use better-sqlite3 or node:sqlite', 'getRowsModified'],
  ['libSQL: use better-sqlite3 or node:sqlite', 'executeMultiple'],
  ['mysql2, mysql or mariadb: there is no store for MySQL', 'escapeId'],
  ['postgres.js: a store needs pg, and within() takes what begin() of postgres.js gives', 'unsafe', 'largeObject'],
  ['PGlite: postgresStore() takes it, and within() what its transaction() gives', 'execProtocol'],
  [`pg-promise: ${beneath}`, 'oneOrNone'],
  [`Knex: ${beneath}`, 'raw', 'migrate'],
  [`Drizzle: ${beneath}`, '$count', 'session'],
  [`Prisma: ${beneath}`, '$queryRaw'],
  [`Kysely: ${beneath}`, 'selectFrom'],
  [`TypeORM: ${beneath}`, 'createQueryBuilder'],
  [`TypeORM: ${beneath}`, 'executeMemoryDownSql'],
  [`Sequelize: ${beneath}`, 'getQueryInterface'],
];

import { expect, test } from 'vitest';
import { libraryOf, whatIs } from './what-is.ts';

/** An object, or a function, that has these members. */
function having(...members: readonly string[]) {
  return Object.fromEntries(members.map((member) => [member, () => undefined]));
}

test.each([
  ['bun:sqlite', having('prepare', 'exec', 'inTransaction', 'fileControl', 'clearQueryCache')],
  ['sqlite3', having('prepare', 'exec', 'run', 'parallelize', 'serialize')],
  ['sql.js', having('prepare', 'exec', 'getRowsModified')],
  ['libSQL', having('execute', 'batch', 'executeMultiple')],
  ['mysql2', having('connect', 'query', 'on', 'off', 'end', 'escapeId')],
  ['postgres.js', Object.assign(() => undefined, having('unsafe', 'largeObject', 'begin', 'end'))],
  ['PGlite', having('query', 'exec', 'execProtocol')],
  ['pg-promise', having('connect', 'query', 'oneOrNone')],
  ['Knex', Object.assign(() => undefined, having('raw', 'migrate', 'select'))],
  ['Drizzle', { ...having('select', '$count', 'execute'), session: {} }],
  ['Prisma', having('$connect', '$queryRaw')],
  ['Kysely', having('selectFrom', 'insertInto')],
  ['TypeORM', having('initialize', 'query', 'createQueryBuilder')],
  ['TypeORM', having('query', 'executeMemoryDownSql')],
  ['Sequelize', having('query', 'getQueryInterface')],
])('an object of %s is named', (name, object) => {
  expect(libraryOf(object)).toContain(name);
  expect(whatIs(object)).toBe(libraryOf(object));
});

test.each([undefined, null, 'postgres://nobody@localhost/shop', 5, {}, () => undefined, new Map()])(
  'what is of no library that is known has no such name: %s',
  (value) => expect(libraryOf(value)).toBeNull(),
);

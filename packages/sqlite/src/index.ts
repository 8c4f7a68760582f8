export { sqliteStore, type SqliteStore } from './sqlite-store.ts';
export { pendingMigration, type PendingMigrationOptions } from './pending-migration.ts';
export type { SqliteStoreOptions } from './sqlite-store-options.ts';
export type {
  BetterSqliteDatabase,
  DrizzleTransaction,
  NodeSqliteDatabase,
  SqliteDatabase,
  Statement,
} from './driver.ts';
export type { SqliteDriver } from './driver.ts';

export { postgresStore, type PostgresStore } from './postgres-store.ts';
export type { PostgresStoreOptions } from './postgres-store-options.ts';
export type { ReplicaStatus } from './connections/replica.ts';
export { pendingMigration } from './schema/pending-migration.ts';
export { postgresSchema } from './schema/schema-sql.ts';
export type { PGliteDatabase, PGliteTransaction } from './connections/pglite.ts';
export type { PostgresClient, PostgresPool } from './connections/postgres-pool.ts';
export type {
  DrizzleTransaction,
  KnexTransaction,
  KyselyTransaction,
  MikroOrmTransaction,
  PostgresJsTransaction,
  PostgresTransaction,
  QueryTransaction,
} from './transactions/hosts-transaction.ts';

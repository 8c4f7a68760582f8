export { postgresStore, type PostgresStore } from './postgres-store.ts';
export type { PostgresStoreOptions } from './postgres-store-options.ts';
export type { ReplicaStatus } from './replica.ts';
export { postgresSchema } from './schema-sql.ts';
export type { PGliteDatabase, PGliteTransaction } from './pglite.ts';
export type { PostgresClient, PostgresPool } from './postgres-pool.ts';
export type {
  DrizzleTransaction,
  KnexTransaction,
  KyselyTransaction,
  MikroOrmTransaction,
  PostgresJsTransaction,
  PostgresTransaction,
  QueryTransaction,
} from './hosts-transaction.ts';

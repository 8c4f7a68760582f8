export { postgresStore, type PostgresStore } from './postgres-store.ts';
export type { PostgresStoreOptions } from './postgres-store-options.ts';
export type { ReplicaStatus } from './replica.ts';
export { postgresSchema } from './schema-sql.ts';
export type { PostgresClient, PostgresPool } from './postgres-pool.ts';

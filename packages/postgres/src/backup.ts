export { backupPostgres, type BackupPostgresOptions } from './backup-postgres.ts';

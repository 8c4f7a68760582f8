export { backupPostgres, type BackupPostgresOptions } from './backup/backup-postgres.ts';

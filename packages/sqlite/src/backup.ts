export { backupSqlite, type BackupSqliteOptions } from './backup/backup-sqlite.ts';

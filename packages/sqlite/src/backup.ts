export { backupSqlite, type BackupSqliteOptions } from './backup-sqlite.ts';

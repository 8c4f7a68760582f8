export { backupSqlite, type BackupSqliteOptions } from './backup/backup-sqlite.ts';
export {
  restoreSqlite,
  type LedgerInUse,
  type RestoreFailure,
  type RestoreProgress,
  type RestoreReceipt,
  type RestoreSqliteOptions,
} from './backup/restore-sqlite.ts';

export {
  backupFailed,
  type BackupExists,
  type BackupFailed,
  type BackupFailure,
  type BackupNotVerified,
  type BackupToolFailed,
  type BackupToolMissing,
} from './backup/backup-failures.ts';
export * from './backup/take-backup.ts';

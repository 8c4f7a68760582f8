export type * from './backup/backup-failures.ts';
export { backupFailed } from './backup/backup-failures.ts';
export * from './backup/take-backup.ts';

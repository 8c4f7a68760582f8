// What a till and the command line both read: where the ledger is, its rules, and its plugins.
export { defineConfig, type PointbookConfig } from './config/define-config.ts';

// Backs the ledger that the parent names up, and tells when it begins and how it ended.
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import { backupPostgres } from '@pointbook/postgres/backup';
import { backupSqlite } from '@pointbook/sqlite/backup';
import { tell } from './ledger.ts';
import { shop } from './shop.ts';

/** What is backed up: a file of SQLite's, or a schema with the programs that dump it. */
export type BackupSource =
  | { readonly file: string }
  | {
      readonly url: string;
      readonly schema: string;
      readonly tools: { readonly pgDump: string; readonly pgRestore: string };
    };

const [, , text = '', to = ''] = process.argv;
const source = JSON.parse(text) as BackupSource;
const check = (store: Parameters<typeof createPointbook>[0]['store']) =>
  verify(createPointbook({ program: shop, store }));

tell('begins');
const taken = await ('file' in source
  ? backupSqlite({ from: source.file, to, check })
  : backupPostgres({ from: source.url, schema: source.schema, tools: source.tools, to, check }));
tell(taken.isOk() ? 'taken' : taken.error);
process.disconnect?.();

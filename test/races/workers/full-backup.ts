// Backs a ledger up, and writes what came of it. The process may write no large file.
import { createPointbook } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import type { SqliteStore } from '@pointbook/sqlite';
import { backupSqlite } from '@pointbook/sqlite/backup';
import { errAsync } from 'neverthrow';

const [from = '', to = '', driver = '', said] = process.argv.slice(2);
const program = { programId: 'shop', name: 'Shop', timeZone: 'UTC', currency: 'EUR', earn: { rules: [] } } as const;
const failure = { kind: 'store-unavailable', message: 'disk I/O error', written: 'no', retryable: true } as const;
const check = (store: SqliteStore): ReturnType<typeof verify> =>
  said === 'unavailable' ? errAsync(failure) : verify(createPointbook({ program, store }));
const taken = await backupSqlite({ from, to, check, driver: driver as never });
process.stdout.write(JSON.stringify(taken.isOk() ? taken.value : taken.error));

import { describe, expect, test } from 'vitest';
import { errorOf } from '@pointbook/testing/sample-ledger';
import type { PGliteDatabase } from './pglite.ts';
import { postgresStore } from '../postgres-store.ts';

// What PGlite itself does is in test/conformance/pglite.test.ts.
const databaseThat = (transaction: PGliteDatabase['transaction']) => ({ execProtocol: null, transaction });

describe('a PGlite', () => {
  test('that was closed is named', async () => {
    const store = postgresStore(databaseThat(async () => Promise.reject(new Error('PGlite is closed'))));
    expect(errorOf(await store.open())).toMatchObject({ kind: 'store-closed', written: 'no', retryable: false });
  });

  test('is not for joining: its transactions are', () => {
    const database = databaseThat(async () => undefined);
    expect(() => postgresStore(database).joinAsync(database as never)).toThrow('what its transaction() gives');
  });
});

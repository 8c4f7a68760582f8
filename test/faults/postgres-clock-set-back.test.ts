import { createPointbook } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { postgresStore } from '@pointbook/postgres';
import { expect, inject, onTestFinished, test } from 'vitest';
import { dropSchema, freshSchema } from '../support/postgres/postgres-ledger.ts';
import { expectTheWayBack, fill, program, runInTenYears } from './clock-process.ts';

test('What a process whose machine is ten years ahead did to PostgreSQL is taken back, by processes whose clock is right', async () => {
  const schema = freshSchema();
  const url = inject('databaseUrl');
  const ledger = createPointbook({ program, store: postgresStore(url, { schema }), plugins: [clock()] });
  onTestFinished(async () => {
    await ledger.close();
    await dropSchema(schema);
  });
  await fill(ledger);
  const opening = `import { postgresStore } from '@pointbook/postgres'; const store = postgresStore(process.argv[2], { schema: process.argv[3] });`;
  expect(await runInTenYears(opening, url, schema)).toBe('true,true');
  await expectTheWayBack(ledger);
});

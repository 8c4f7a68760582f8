import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPointbook } from '@pointbook/core';
import { clock } from '@pointbook/core/clock';
import { sqliteStore } from '@pointbook/sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { expectTheWayBack, fill, program, runInTenYears } from './clock-process.ts';

test('What a process whose machine is ten years ahead did to a file is taken back', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pointbook-'));
  const file = join(folder, 'points.db');
  const ledger = createPointbook({ program, store: sqliteStore(file), plugins: [clock()] });
  onTestFinished(async () => {
    await ledger.close();
    await rm(folder, { recursive: true });
  });
  await fill(ledger);
  const opening = `import { sqliteStore } from '@pointbook/sqlite'; const store = sqliteStore(process.argv[2]);`;
  expect(await runInTenYears(opening, file)).toBe('true,true');
  await expectTheWayBack(ledger);
});

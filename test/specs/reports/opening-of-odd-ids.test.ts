import { createPointbook } from '@pointbook/core';
import { openingColumns, reportCsv } from '@pointbook/core/reports';
import { memoryStore } from '@pointbook/memory';
import { expect, test } from 'vitest';
import { fileOf, stated } from '../../support/shops/bulk-desk.ts';
import { plugins } from '../../support/shops/plugins.ts';
import { valueOf } from '../../support/specification/steps.ts';
import { warung } from '../../support/shops/warung.ts';

const odd = ['TRUE', 'NULL', 'total', 'Total', '00123', '123', '1.0', '0.5', '12,5', '1/2', '2026-01-02', '100000'];
const marked = ['=1+1', '-5', '+62811', "'730", '730', '"q"', 'a;b', 'a  b', 'a b', 'a@b.com'];
const damaged = ['1E+05', '4.2E+12', '#N/A'];

test('members whose ids a spreadsheet would read as something else are exported and opened as themselves, or refused by name', async () => {
  const [from, to] = [0, 1].map(() => createPointbook({ program: warung(), store: memoryStore(), plugins }));
  if (!from || !to) throw new Error('There are two ledgers.');
  const ids = [...odd, ...marked, ...damaged];
  for (const [index, memberId] of ids.entries()) {
    valueOf(await from.enrolMember({ memberId }));
    valueOf(await from.setBalance({ memberId, balance: index + 1, actor: 'ann', idempotencyKey: 'set' }));
  }
  let csv = '';
  for await (const text of reportCsv(from.reports.opening(), openingColumns)) csv += valueOf(text);
  const file = new TextEncoder().encode(csv);
  const { digest, problems } = valueOf(await to.jobs.previewImport({ mode: 'opening', source: fileOf(file, 4096) }));
  expect(problems.map(({ column }) => column)).toEqual(damaged.map(() => 'memberId'));
  const { jobId } = valueOf(await to.jobs.startImport({ mode: 'opening', digest, ...stated }));
  for await (const step of to.jobs.runJob({ jobId, source: fileOf(file, 4096) })) valueOf(step);
  const balances = await Promise.all(ids.map((memberId) => to.getBalance({ memberId })));
  expect(balances.map((found) => found.map(({ balance }) => balance).unwrapOr(0))).toEqual(
    ids.map((memberId, index) => (damaged.includes(memberId) ? 0 : index + 1)),
  );
});

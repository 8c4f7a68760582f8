import { expect, test } from 'vitest';
import { fileOf, openBulkDesk } from '../../support/bulk-desk.ts';
import { valueOf } from '../../support/steps.ts';

test('an email that has other capitals before the @ than the member’s names nobody, and the preview says so', async () => {
  const { ledger } = await openBulkDesk();
  valueOf(await ledger.enrolMember({ memberId: 'ana', email: 'Ana@x.com' }));
  const file = new TextEncoder().encode('email,points\nana@x.com,3\nAna@X.COM,4\n');
  const preview = valueOf(await ledger.jobs.previewImport({ mode: 'add', source: fileOf(file, 4096) }));
  expect(preview).toMatchObject({
    accepted: 1,
    problems: [{ line: 2, column: 'email', fix: expect.stringContaining('capitals count before the @') as string }],
  });
});

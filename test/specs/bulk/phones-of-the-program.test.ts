import { parseProgram } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { warung } from '../../support/shops/warung.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

describe("Phones of a file that begin with no plus are of the program's country", () => {
  const file = 'memberId,balance,phone\nann,5,0812 3456 789\nben,6,+44 20 7946 0018\n';

  test('where the file names none', async () => {
    const desk = await openBulkDesk({ phoneCountry: 'ID' });
    expect(await desk.importFile(file, { mode: 'opening' })).toMatchObject({ accepted: 2 });
    for (const [memberId, phone] of [
      ['ann', '+628123456789'],
      ['ben', '+442079460018'],
    ] as const)
      expect(valueOf(await desk.ledger.getMember({ memberId }))).toMatchObject({ phone });
  });

  test('and of the country of the file where it names one', async () => {
    const desk = await openBulkDesk({ phoneCountry: 'ID' });
    const german = 'memberId,balance,phone\nann,5,030 901820\n';
    await desk.importFile(german, { mode: 'opening', phoneCountry: 'DE' });
    expect(valueOf(await desk.ledger.getMember({ memberId: 'ann' })).phone).toBe('+4930901820');
  });

  test('and mistakes where neither does', async () => {
    const desk = await openBulkDesk();
    const preview = await desk.ledger.jobs.previewImport({ mode: 'opening', source: fileOf(file) });
    expect(valueOf(preview).problems).toMatchObject([{ line: 2, column: 'phone' }]);
  });

  test('which a program names by an ISO code or a calling code', () => {
    expect(parseProgram(warung({ phoneCountry: '+62' })).isOk()).toBe(true);
    const [problem] = errorOf(parseProgram(warung({ phoneCountry: 'Indonesia' }))).problems;
    expect(problem).toMatchObject({ path: 'phoneCountry' });
  });
});

import { describe, expect, test } from 'vitest';
import type { ImportQuery } from '@pointbook/core/jobs';
import { type BulkDesk, fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { indonesia, shop, add } from './imports-testing.ts';
import { valueOf } from '../../support/value-of.ts';

const mixed = [
  'memberId,phone,cardCode,points,reason',
  'ann,,,5,',
  ',0812-3456-789,,7,a birthday',
  ',,CARD-2,-4,',
  'ann,,,x,',
  'nobody,,,1,',
  ',+6281999999,,1,',
  'ben,,,-100,',
].join('\n');

async function rejectedOf(desk: BulkDesk, jobId: string, text: string): Promise<string> {
  let csv = '';
  for await (const part of desk.ledger.jobs.rejectedRows({ jobId, source: fileOf(text) })) csv += valueOf(part);
  return csv;
}

describe('A file that adds points', () => {
  test('gives and takes them by id, phone and card, and says which rows it left out, and why', async () => {
    const desk = await shop();
    const how = { ...add, phoneCountry: indonesia };
    const fileAlone = { source: fileOf(mixed), lookUp: false, ...how };
    const preview = valueOf(await desk.ledger.jobs.previewImport(fileAlone));
    expect(preview).toMatchObject({ records: 7, accepted: 6, rejected: 1, given: 14, taken: 104 });
    expect(preview.problems.map(({ line, record, column }) => [line, record, column])).toEqual([[5, 4, 'points']]);
  });
});

describe('Whatever the chunks', () => {
  test.each([1, 2, 3, 100])('of %d rows, an import ends the same', async (chunkSize) => {
    const desk = await shop();
    const job = await desk.importFile(mixed, { ...add, phoneCountry: indonesia }, chunkSize);
    expect(job).toMatchObject({ state: 'finished', seen: 7 });
    expect(job.accepted + job.rejected + job.skipped).toBe(7);
    expect(await desk.balances()).toEqual({ ann: 5, ben: 6, cat: 27 });
    const problems = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId })).items;
    expect(problems.map(({ number, kind, message }) => `${number} ${kind} ${message.split(':')[0]}`)).toEqual([
      '4 bad-row Line 5',
      '5 unknown-member Line 6',
      '6 unknown-member Line 7',
      '7 insufficient-points Line 8',
    ]);
    expect(JSON.stringify(problems)).not.toMatch(/6281999999|nobody/u);
    expect(problems.map(({ memberId }) => memberId)).toEqual([null, null, null, 'ben']);
    const csv = await rejectedOf(desk, job.jobId, mixed);
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'line,problem,fix,memberId,phone,cardCode,points,reason',
      expect.stringMatching(/^5,points .*,ann,,,x,$/u),
    ]);
    expect(csv.split('\r\n')).toHaveLength(6);
    const mended = csv.replace(',x,', ',9,').replaceAll('nobody', 'cat');
    const again = await desk.importFile(mended, { ...add, phoneCountry: indonesia }, chunkSize);
    expect(again).toMatchObject({ seen: 4, given: 10 });
  });
});

describe('Rows with a key', () => {
  test('are skipped in another file, and refused where they say something else', async () => {
    const desk = await shop();
    await desk.importFile('memberId,points,key\nann,5,a-1\nben,6,b-1\n', add);
    const job = await desk.importFile('memberId,points,key\nann,5,a-1\nben,7,b-1\ncat,1,c-1\nann,2,a-2\n', add);
    expect(job).toMatchObject({ seen: 4, accepted: 2, skipped: 1, rejected: 1, given: 3 });
    const [problem] = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId })).items;
    expect(problem).toMatchObject({ number: 2, memberId: 'ben', kind: 'idempotency-key-reused' });
    expect(await desk.balances()).toEqual({ ann: 7, ben: 16, cat: 21 });
  });
});

describe('A file that sets balances', () => {
  test('compares with the balance of now, whether or not what is due was posted', async () => {
    const desk = await openBulkDesk({ expiry: { kind: 'after', period: { count: 1, unit: 'days' } } as never });
    await desk.enrol({ ann: 30 });
    desk.clock.advance(3 * 86_400_000);
    const job = await desk.importFile('memberId,balance,expectedBalance\nann,5,0\n', { mode: 'set' });
    expect(job).toMatchObject({ accepted: 1, given: 5, taken: 0 });
  });

  test('sets a balance only where the ledger has the one that the file expects', async () => {
    const desk = await shop();
    const file = 'memberId,balance,expectedBalance\nann,50,0\nben,5,11\ncat,20,20\n';
    const job = await desk.importFile(file, { mode: 'set' });
    expect(job).toMatchObject({ seen: 3, accepted: 1, rejected: 1, skipped: 1, given: 50, taken: 0 });
    const [problem] = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId })).items;
    expect(problem).toMatchObject({
      number: 2,
      kind: 'balance-mismatch',
      message: expect.stringMatching(/^Line 3: /u) as string,
    });
    expect(await desk.balances()).toEqual({ ann: 50, ben: 10, cat: 20 });
  });
});

describe('A file that opens balances', () => {
  const opening: ImportQuery = { mode: 'opening', phoneCountry: indonesia };

  test('enrols members with what they had elsewhere', async () => {
    const desk = await shop();
    const file = [
      'memberId;balance;name;phone;email;cardCode;birthday;tier',
      'dan;1200;Dan;0811 222 333;dan@Example.org;CARD-9;12-24;gold',
      'eve;0;;;;;;',
    ].join('\r\n');
    expect(await desk.importFile(file, opening)).toMatchObject({ accepted: 2, given: 1200, rejected: 0 });
    expect(valueOf(await desk.ledger.getMember({ memberId: 'dan' }))).toMatchObject({
      name: 'Dan',
      phone: '+62811222333',
      email: 'dan@example.org',
      cardCode: 'CARD-9',
      birthday: '12-24',
      tier: 'gold',
      balance: { balance: 1200 },
    });
    const [line] = valueOf(await desk.ledger.getStatement({ memberId: 'dan' })).items;
    expect(line).toMatchObject({ kind: 'opening', cause: 'balance-opened', delta: 1200, reason: stated.reason });
    expect(line?.reference).toMatchObject({ type: 'job', detail: '2' });
  });

  test('refuses the phone or card of another member, members with entries, and profiles of enrolled members', async () => {
    const desk = await shop();
    valueOf(await desk.ledger.enrolMember({ memberId: 'fay', name: 'Fay' }));
    valueOf(await desk.ledger.enrolMember({ memberId: 'gus' }));
    const file = [
      'memberId,balance,phone,cardCode,name',
      'dan,1,08123456789,,',
      'eve,1,,CARD-1,',
      'ben,1,,,',
      'fay,1,,,Fay',
      'gus,1,,,',
    ].join('\n');
    const job = await desk.importFile(file, opening);
    expect(job).toMatchObject({ seen: 5, accepted: 1, rejected: 4, given: 1 });
    const problems = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId })).items;
    expect(problems.map(({ kind }) => kind)).toEqual([
      'phone-taken',
      'card-taken',
      'member-has-entries',
      'member-enrolled',
    ]);
    expect(Object.keys(await desk.balances())).not.toContain('dan');
  });

  test('is undone by taking the points back; the members stay', async () => {
    const desk = await openBulkDesk();
    const { jobId } = await desk.importFile('memberId,balance\ndan,30\neve,0\n', opening);
    valueOf(await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, ...stated }));
    expect((await desk.run('undo')).at(-1)).toMatchObject({ seen: 2, accepted: 1, skipped: 1, taken: 30 });
    expect(await desk.balances()).toEqual({ dan: 0, eve: 0 });
  });
});

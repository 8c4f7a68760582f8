import { describe, expect, test } from 'vitest';
import type { ImportQuery } from '@pointbook/core/jobs';
import { type BulkDesk, fileOf, openBulkDesk, stated } from '../../support/bulk-desk.ts';
import { butForReplayed } from '../../support/but-for-replayed.ts';

const indonesia = { callingCode: '+62' };

async function shop(): Promise<BulkDesk> {
  const desk = await openBulkDesk();
  await desk.enrol({ ann: 0, ben: 10, cat: 20 });
  const cards = { ann: 'CARD-1', ben: 'CARD-2' };
  for (const [memberId, cardCode] of Object.entries(cards))
    (await desk.ledger.updateMember({ memberId, changes: { cardCode } }))._unsafeUnwrap();
  (await desk.ledger.updateMember({ memberId: 'cat', changes: { phone: '+628123456789' } }))._unsafeUnwrap();
  return desk;
}

const add: ImportQuery = { mode: 'add' };
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
  for await (const part of desk.ledger.jobs.rejectedRows({ jobId, source: fileOf(text) })) csv += part._unsafeUnwrap();
  return csv;
}

describe('A file that adds points', () => {
  test('gives and takes them by id, phone and card, and says which rows it left out, and why', async () => {
    const desk = await shop();
    const how = { ...add, phoneCountry: indonesia };
    const preview = (await desk.ledger.jobs.previewImport({ source: fileOf(mixed), ...how }))._unsafeUnwrap();
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
    const problems = (await desk.ledger.jobs.listProblems({ jobId: job.jobId }))._unsafeUnwrap().items;
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

describe('The same file', () => {
  test('again is the same job, and posts nothing', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\n';
    const first = await desk.importFile(file, add);
    expect(await desk.importFile(file, add)).toEqual(first);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 16 });
    expect((await desk.ledger.jobs.listJobs())._unsafeUnwrap().items).toHaveLength(1);
  });

  test('is another command with another reason', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\n';
    await desk.importFile(file, add);
    const { digest } = (await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))._unsafeUnwrap();
    const other = await desk.ledger.jobs.startImport({ ...add, digest, ...stated, reason: 'something else' });
    expect(other._unsafeUnwrapErr().kind).toBe('idempotency-key-reused');
  });

  test('whose import was undone is not imported again, but a changed one is, and rows with other keys', async () => {
    const desk = await shop();
    const file = 'memberId,points,key\nann,5,a-1\nben,-6,b-1\n';
    const { jobId } = await desk.importFile(file, add);
    const { digest } = (await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))._unsafeUnwrap();
    (await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, ...stated }))._unsafeUnwrap();
    expect((await desk.run('undo')).at(-1)).toMatchObject({ accepted: 2, given: 6, taken: 5 });
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
    expect((await desk.ledger.jobs.startImport({ ...add, digest, ...stated }))._unsafeUnwrapErr()).toMatchObject({
      kind: 'file-undone',
      jobId,
      undoneBy: 'undo',
    });
    const same = await desk.importFile(`${file}\n`, add);
    expect(same).toMatchObject({ accepted: 0, rejected: 2 });
    const told = (await desk.ledger.jobs.listProblems({ jobId: same.jobId }))._unsafeUnwrap().items;
    expect(told.map(({ kind }) => kind)).toEqual(['row-undone', 'row-undone']);
    await desk.importFile(file.replace('a-1', 'a-2').replace('b-1', 'b-2'), add);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 4 });
  });

  test('is the same import whether defaults are written out or not, and another import in another mode', async () => {
    const desk = await openBulkDesk();
    const digest = 'a'.repeat(64);
    const plain = (
      await desk.ledger.jobs.startImport({ mode: 'add', digest, phoneCountry: indonesia, ...stated })
    )._unsafeUnwrap();
    const spelled = { callingCode: '+62', trunkPrefix: '0' } as const;
    const again = await desk.ledger.jobs.startImport({ mode: 'add', digest, phoneCountry: spelled, ...stated });
    expect(butForReplayed(again._unsafeUnwrap())).toEqual(butForReplayed(plain));
    const other = (await desk.ledger.jobs.startImport({ mode: 'set', digest, ...stated }))._unsafeUnwrap();
    expect(other.jobId).not.toBe(plain.jobId);
  });

  test('is needed again when a job goes on, and another file is refused', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\ncat,7\n';
    const { digest } = (await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))._unsafeUnwrap();
    const { jobId } = (await desk.ledger.jobs.startImport({ ...add, digest, ...stated }))._unsafeUnwrap();
    const other = fileOf(file.replace('7', '8'));
    const steps = async (source?: ReturnType<typeof fileOf>) => {
      const kinds: string[] = [];
      for await (const step of desk.ledger.jobs.runJob({ jobId, chunkSize: 1, ...(source ? { source } : {}) }))
        kinds.push(
          step.match(
            ({ seen, state }) => `${seen} ${state}`,
            ({ kind }) => kind,
          ),
        );
      return kinds;
    };
    expect(await steps()).toEqual(['invalid-command']);
    expect(await steps(other)).toEqual(['file-differs']);
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize: 1 }))
      if (step.isOk()) break;
    expect(await steps(other)).toEqual(['file-differs']);
    expect(await steps(() => expect.unreachable('no file'))).toEqual(['source-failed']);
    expect(await steps(fileOf(file, 1))).toEqual(['2 running', '3 running', '3 finished']);
    expect(await desk.balances()).toEqual({ ann: 5, ben: 16, cat: 27 });
  });

  test.each([
    ['another row', (file: string) => file.replace('6', '7')],
    ['a row less', (file: string) => file.replace('ben,6\n', '')],
    ['a row more', (file: string) => `${file}cat,1\n`],
  ])('that has %s when it is read again is not imported', async (_, change) => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,6\n';
    const { digest } = (await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))._unsafeUnwrap();
    const { jobId } = (await desk.ledger.jobs.startImport({ ...add, digest, ...stated }))._unsafeUnwrap();
    let reads = 0;
    const changing = () => fileOf((reads += 1) > 1 ? change(file) : file)();
    const kinds: string[] = [];
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: changing, chunkSize: 1 }))
      kinds.push(
        step.match(
          ({ state }) => state,
          ({ kind }) => kind,
        ),
      );
    expect(kinds).toEqual(['file-differs']);
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file) })) expect(step.isOk()).toBe(true);
    expect(await desk.balances()).toMatchObject({ ann: 5, ben: 16 });
  });

  test('is refused as a whole, before anything is written, where it cannot be read to its end', async () => {
    const desk = await shop();
    const file = 'memberId,points\nann,5\nben,"6\n';
    expect((await desk.ledger.jobs.previewImport({ ...add, source: fileOf(file) }))._unsafeUnwrapErr()).toMatchObject({
      kind: 'unreadable-file',
      line: 3,
    });
    const digest = 'a'.repeat(64);
    const { jobId } = (await desk.ledger.jobs.startImport({ ...add, digest, ...stated }))._unsafeUnwrap();
    for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize: 1 }))
      expect(step._unsafeUnwrapErr().kind).toBe('unreadable-file');
    expect(await desk.balances()).toMatchObject({ ann: 0, ben: 10 });
  });

  test('read by two at once is imported once', async () => {
    const desk = await shop();
    const rows = Array.from({ length: 40 }, (_, index) => `M${index},${index}`);
    const file = ['memberId,balance', ...rows].join('\n');
    const { digest } = (
      await desk.ledger.jobs.previewImport({ mode: 'opening', source: fileOf(file) })
    )._unsafeUnwrap();
    const { jobId } = (await desk.ledger.jobs.startImport({ mode: 'opening', digest, ...stated }))._unsafeUnwrap();
    const run = async (chunkSize: number) => {
      let seen = 0;
      for await (const step of desk.ledger.jobs.runJob({ jobId, source: fileOf(file), chunkSize }))
        seen = step._unsafeUnwrap().seen;
      return seen;
    };
    expect(await Promise.all([run(3), run(4), run(1)])).toEqual([40, 40, 40]);
    expect((await desk.ledger.jobs.getJob({ jobId }))._unsafeUnwrap()).toMatchObject({ accepted: 40, given: 780 });
  });
});

describe('Rows with a key', () => {
  test('are skipped in another file, and refused where they say something else', async () => {
    const desk = await shop();
    await desk.importFile('memberId,points,key\nann,5,a-1\nben,6,b-1\n', add);
    const job = await desk.importFile('memberId,points,key\nann,5,a-1\nben,7,b-1\ncat,1,c-1\nann,2,a-2\n', add);
    expect(job).toMatchObject({ seen: 4, accepted: 2, skipped: 1, rejected: 1, given: 3 });
    const [problem] = (await desk.ledger.jobs.listProblems({ jobId: job.jobId }))._unsafeUnwrap().items;
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

  test('sets the balances that are as expected', async () => {
    const desk = await shop();
    const file = 'memberId,balance,expectedBalance\nann,50,0\nben,5,11\ncat,20,20\n';
    const job = await desk.importFile(file, { mode: 'set' });
    expect(job).toMatchObject({ seen: 3, accepted: 1, rejected: 1, skipped: 1, given: 50, taken: 0 });
    const [problem] = (await desk.ledger.jobs.listProblems({ jobId: job.jobId }))._unsafeUnwrap().items;
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
    expect((await desk.ledger.getMember({ memberId: 'dan' }))._unsafeUnwrap()).toMatchObject({
      name: 'Dan',
      phone: '+62811222333',
      email: 'dan@example.org',
      cardCode: 'CARD-9',
      birthday: '12-24',
      tier: 'gold',
      balance: { balance: 1200 },
    });
    const [line] = (await desk.ledger.getStatement({ memberId: 'dan' }))._unsafeUnwrap().items;
    expect(line).toMatchObject({ kind: 'opening', cause: 'balance-opened', delta: 1200, reason: stated.reason });
    expect(line?.reference).toMatchObject({ type: 'job', detail: '2' });
  });

  test('refuses the phone or card of another member, members with entries, and profiles of enrolled members', async () => {
    const desk = await shop();
    (await desk.ledger.enrolMember({ memberId: 'fay', name: 'Fay' }))._unsafeUnwrap();
    (await desk.ledger.enrolMember({ memberId: 'gus' }))._unsafeUnwrap();
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
    const problems = (await desk.ledger.jobs.listProblems({ jobId: job.jobId }))._unsafeUnwrap().items;
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
    (await desk.ledger.jobs.undoJob({ jobId: 'undo', undoes: jobId, ...stated }))._unsafeUnwrap();
    expect((await desk.run('undo')).at(-1)).toMatchObject({ seen: 2, accepted: 1, skipped: 1, taken: 30 });
    expect(await desk.balances()).toEqual({ dan: 0, eve: 0 });
  });
});

describe('Rejected rows', () => {
  test('come piece by piece of a large file, in the declared format, under one header', async () => {
    const desk = await openBulkDesk();
    const rows = Array.from({ length: 5000 }, (_, index) =>
      index % 2 === 0 ? `nobody-${index};1;${'x'.repeat(40)}` : `nobody-${index};one;${'x'.repeat(40)}`,
    );
    const file = ['memberId;points;comment', ...rows].join('\n');
    const job = await desk.importFile(file, { mode: 'add', delimiter: ';' }, 700);
    expect(job).toMatchObject({ seen: 5000, rejected: 5000 });
    const parts: string[] = [];
    for await (const part of desk.ledger.jobs.rejectedRows({ jobId: job.jobId, source: fileOf(file, 1000) }))
      parts.push(part._unsafeUnwrap());
    expect(parts.length).toBeGreaterThan(1);
    const lines = parts.join('').trimEnd().split('\r\n');
    expect(lines).toHaveLength(5001);
    expect(lines.filter((line) => line.startsWith('line;problem;fix;'))).toEqual([
      'line;problem;fix;memberId;points;comment',
    ]);
    expect(lines.map((line) => /nobody-(\d+)/u.exec(line)?.[1]).slice(1)).toEqual(
      rows.map((_, index) => String(index)),
    );
    const again = await desk.importFile(parts.join(''), { mode: 'add', delimiter: ';' }, 5000);
    expect(again).toMatchObject({ seen: 5000, rejected: 5000 });
    const other = fileOf(file.replace('one', 'two'));
    for await (const part of desk.ledger.jobs.rejectedRows({ jobId: job.jobId, source: other }))
      expect(part._unsafeUnwrapErr().kind).toBe('file-differs');
  });
});

describe('A source', () => {
  test('that gives no bytes is an error, and a source is closed when its file cannot be read', async () => {
    const { ledger } = await openBulkDesk();
    const texts = () => ['memberId,points\n'] as never;
    const failure = (await ledger.jobs.previewImport({ mode: 'add', source: texts }))._unsafeUnwrapErr();
    expect(failure).toMatchObject({
      kind: 'source-failed',
      cause: expect.objectContaining({ message: expect.stringContaining('Uint8Array') as string }) as Error,
    });
    let closed = 0;
    const source = function* unreadable() {
      try {
        for (let piece = 0; piece < 100; piece += 1) yield new TextEncoder().encode('colour,taste\n'.repeat(10_000));
      } finally {
        closed += 1;
      }
    };
    expect((await ledger.jobs.previewImport({ mode: 'add', source }))._unsafeUnwrapErr().kind).toBe('bad-header');
    expect(closed).toBe(1);
  });
});

describe('An invalid import command', () => {
  test.each<[string, object, string]>([
    ['with a mode that is none', { mode: 'merge' }, 'mode'],
    ['with a delimiter that is none', { delimiter: '|' }, 'delimiter'],
    ['with a way to write numbers that is none', { numberLocale: 'fr' }, 'numberLocale'],
    ['with a calling code that is none', { phoneCountry: { callingCode: '62' } }, 'phoneCountry.callingCode'],
    ['with a digest that is none', { digest: 'abc' }, 'digest'],
    ['without a reason', { reason: '' }, 'reason'],
  ])('%s', async (_, wrong, field) => {
    const { ledger } = await openBulkDesk();
    const good = { mode: 'add', digest: 'a'.repeat(64), ...stated };
    expect((await ledger.jobs.startImport({ ...good, ...wrong } as never))._unsafeUnwrapErr()).toMatchObject({
      kind: 'invalid-command',
      field,
    });
  });

  test('previews no file, and answers no rows for a job that is not an import', async () => {
    const desk = await openBulkDesk();
    expect((await desk.ledger.jobs.previewImport({ mode: 'add' } as never))._unsafeUnwrapErr()).toMatchObject({
      field: 'source',
    });
    const failing = () => {
      throw new Error('ENOENT');
    };
    expect((await desk.ledger.jobs.previewImport({ mode: 'add', source: failing }))._unsafeUnwrapErr().kind).toBe(
      'source-failed',
    );
    await desk.start();
    for (const [jobId, kind] of [
      ['job', 'invalid-command'],
      ['none', 'unknown-job'],
    ] as const)
      for await (const part of desk.ledger.jobs.rejectedRows({ jobId, source: fileOf('') }))
        expect(part._unsafeUnwrapErr().kind).toBe(kind);
  });
});

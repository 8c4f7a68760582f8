import { describe, expect, test } from 'vitest';
import { fileOf, openBulkDesk, stated } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

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
      parts.push(valueOf(part));
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
      expect(errorOf(part).kind).toBe('file-differs');
  });
});

describe('A source', () => {
  test('that gives no bytes is an error, and a source is closed when its file cannot be read', async () => {
    const { ledger } = await openBulkDesk();
    const texts = () => ['memberId,points\n'] as never;
    const failure = errorOf(await ledger.jobs.previewImport({ mode: 'add', source: texts }));
    expect(failure).toMatchObject({
      kind: 'source-failed',
      message: expect.stringContaining('Uint8Array') as string,
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
    expect(errorOf(await ledger.jobs.previewImport({ mode: 'add', source })).kind).toBe('bad-header');
    expect(closed).toBe(1);
  });
});

describe('An invalid import command', () => {
  test.each<[string, object, string]>([
    ['with a mode that is none', { mode: 'merge' }, 'mode'],
    ['with a delimiter that is none', { delimiter: '|' }, 'delimiter'],
    ['with a way to write numbers that is none', { numberLocale: 'French' }, 'numberLocale'],
    ['with a calling code that is none', { phoneCountry: '62' }, 'phoneCountry'],
    ['with a digest that is none', { digest: 'abc' }, 'digest'],
    ['without a reason', { reason: '' }, 'reason'],
  ])('%s', async (_, wrong, field) => {
    const { ledger } = await openBulkDesk();
    const good = { mode: 'add', digest: 'a'.repeat(64), ...stated };
    expect(errorOf(await ledger.jobs.startImport({ ...good, ...wrong } as never))).toMatchObject({
      kind: 'invalid-command',
      field,
    });
  });

  test('previews no file, and answers no rows for a job that is not an import', async () => {
    const desk = await openBulkDesk();
    expect(errorOf(await desk.ledger.jobs.previewImport({ mode: 'add' } as never))).toMatchObject({
      field: 'source',
    });
    const failing = () => {
      throw new Error('ENOENT');
    };
    expect(errorOf(await desk.ledger.jobs.previewImport({ mode: 'add', source: failing })).kind).toBe('source-failed');
    await desk.start();
    for (const [jobId, kind] of [
      ['job', 'invalid-command'],
      ['none', 'unknown-job'],
    ] as const)
      for await (const part of desk.ledger.jobs.rejectedRows({ jobId, source: fileOf('') }))
        expect(errorOf(part).kind).toBe(kind);
  });
});

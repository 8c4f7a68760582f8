import { sendFile } from '@pointbook/http/client-streams';
import { describe, expect, test } from 'vitest';
import { errorOf, valueOf } from '../support/value-of.ts';
import { answerLost, type Mishap, proxySays, requestLost, serveShop } from './client-shop.ts';
import { shop } from './shop.ts';

const file = 'memberId,points\nayu,5\nbudi,7\nnobody,1\n';
const add = { mode: 'add', reason: 'gift' } as const;
const bytes = new TextEncoder().encode(file);

/** A shop that is served, with members who have nothing yet. */
async function office(own = shop(), ...mishaps: Mishap[]) {
  const served = await serveShop(own, ...mishaps);
  for (const memberId of ['ayu', 'budi']) valueOf(await own.pointbook.enrolMember({ memberId }));
  const balance = async (memberId: string) => valueOf(await own.pointbook.getBalance({ memberId })).available;
  return { ...served, balance };
}

async function all<Part>(parts: AsyncIterable<Part>): Promise<Part[]> {
  const found: Part[] = [];
  for await (const part of parts) found.push(part);
  return found;
}

/** A file that comes in two parts. */
const inParts = (isRead: () => void = () => {}) =>
  new ReadableStream<Uint8Array>({
    start(parts) {
      isRead();
      for (const part of [bytes.slice(0, 20), bytes.slice(20)]) parts.enqueue(part);
      parts.close();
    },
  });

describe('A client sends a file', () => {
  test.each([
    ['a text', file],
    ['bytes', bytes],
    ['a blob', new Blob([file])],
    ['a stream', () => inParts()],
  ])('as %s, which is imported as by the ledger itself', async (_what, given) => {
    const { client, balance } = await office();
    const done = valueOf(await sendFile(client.jobs.importFile, given, add));
    expect(done).toMatchObject({ state: 'finished', actor: 'owner-1', accepted: 2, rejected: 1, replayed: false });
    expect([await balance('ayu'), await balance('budi')]).toEqual([5, 7]);
    expect(valueOf(await sendFile(client.jobs.importFile, given, add))).toEqual({ ...done, replayed: true });
  });

  test('with what is told beside it', async () => {
    const { client, balance } = await office();
    const latin = new Blob([Buffer.from('Kode;Poin;Catatan\nayu;1.250;caf\u00e9\n', 'latin1')]);
    const preview = await sendFile(client.jobs.previewImport, latin, {
      mode: 'add',
      mapping: { Kode: 'memberId', Poin: 'points', Catatan: null },
      numberLocale: 'id',
      encoding: 'windows-1252',
      lenient: true,
    });
    expect(valueOf(preview)).toMatchObject({ accepted: 1, given: 1250 });
    expect(await balance('ayu')).toBe(0);
  });

  test('in steps: previewed, started by its digest, run, and its rejected rows written', async () => {
    const { client, pointbook, balance } = await office();
    const { digest } = valueOf(await sendFile(client.jobs.previewImport, file, { mode: 'add' }));
    const { jobId } = valueOf(await client.jobs.startImport({ digest, ...add }));
    const steps = await all(sendFile(client.jobs.runJob, file, { jobId, chunkSize: 2 }));
    expect(steps.map((step) => valueOf(step).seen)).toEqual([2, 3]);
    expect(await balance('ayu')).toBe(5);
    const told = await all(sendFile(client.jobs.rejectedRows, file, { jobId }));
    const own = await all(pointbook.jobs.rejectedRows({ jobId, source: () => [bytes] }));
    expect(told.map((part) => valueOf(part)).join('')).toBe(own.map((part) => valueOf(part)).join(''));
    const other = await all(sendFile(client.jobs.rejectedRows, `${file}ayu,1\n`, { jobId }));
    expect(other.map((part) => errorOf(part).kind)).toEqual(['file-differs']);
  });

  test('again where it was lost on its way, or its answer was: it is imported once', async () => {
    const { client, balance } = await office(shop(), requestLost, proxySays(503), answerLost);
    let reads = 0;
    const done = await sendFile(client.jobs.importFile, () => inParts(() => void (reads += 1)), add);
    expect(valueOf(done)).toMatchObject({ accepted: 2, replayed: true });
    expect([reads, await balance('ayu')]).toEqual([4, 5]);
  });
});

describe('A file that a client sends', () => {
  test.each([
    ['is no CSV', 'PK\u0003\u0004 a workbook', 'unreadable-file'],
    ['has other columns', 'memberId,bonus\nayu,5\n', 'bad-header'],
    ['is larger than the server takes', `${file}${'budi,1\n'.repeat(20)}`, 'body-too-large'],
  ])('and %s is refused, and nothing is written', async (_what, given, kind) => {
    const { client, balance } = await office(shop({ limits: { fileBytes: 100 } }));
    expect(errorOf(await sendFile(client.jobs.importFile, given, add)).kind).toBe(kind);
    expect(await balance('budi')).toBe(0);
  });

  test('is refused from who may not import', async () => {
    const { clientWith, balance } = await office();
    const manager = clientWith({ headers: { authorization: 'Bearer manager' } });
    expect(errorOf(await sendFile(manager.jobs.importFile, file, add)).kind).toBe('forbidden');
    expect(await balance('ayu')).toBe(0);
  });

  test('to what is not Pointbook is told', async () => {
    const { client } = await office(shop(), proxySays(200));
    expect(errorOf(await sendFile(client.jobs.importFile, file, add)).kind).toBe('unreadable');
  });

  test('and is left in its middle is not imported', async () => {
    const { client, pointbook, lines, balance } = await office();
    const leaving = new AbortController();
    const never = () =>
      new ReadableStream<Uint8Array>({
        start: (parts) => parts.enqueue(bytes.slice(0, 20)),
        // The first part has been taken.
        pull: () => leaving.abort(),
      });
    expect(errorOf(await sendFile(client.jobs.importFile, never, add, leaving)).kind).toBe('aborted');
    valueOf(await client.getBalance({ memberId: 'ayu' }));
    expect(await balance('ayu')).toBe(0);
    expect(valueOf(await pointbook.jobs.listJobs()).items).toEqual([]);
    expect(lines.every(({ status }) => status !== 500)).toBe(true);
  });
});

import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { shop } from './shop.ts';

const file = 'memberId,points\nayu,5\nbudi,7\nnobody,1\n';
const csv = { 'content-type': 'text/csv' };
const add = 'POST /imports?mode=add&reason=gift';

/** An office that imports files, and the folder in which they are kept meanwhile. */
async function office(options: Parameters<typeof shop>[0] = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const own = shop({ fileFolder: folder, ...options });
  for (const memberId of ['ayu', 'budi']) valueOf(await own.pointbook.enrolMember({ memberId }));
  const send = async (route: string, body?: unknown, headers: Readonly<Record<string, string>> = csv) =>
    own.send(route, { as: 'owner', body, headers });
  const balance = async (memberId: string) => valueOf(await own.pointbook.getBalance({ memberId })).available;
  const jobs = async () => valueOf(await own.pointbook.jobs.listJobs()).items;
  return { ...own, send, balance, jobs, kept: () => readdirSync(folder) };
}

describe('A file that is sent', () => {
  test('is imported, by who was authorised', async () => {
    const { send, balance, jobs, kept } = await office();
    const done = await send(add, file);
    expect(done).toMatchObject({
      status: 200,
      json: { state: 'finished', actor: 'owner-1', seen: 3, accepted: 2, rejected: 1, given: 12, replayed: false },
    });
    expect([await balance('ayu'), await balance('budi')]).toEqual([5, 7]);
    expect((await send(add, file)).json).toEqual({ ...done.json, replayed: true });
    expect([await balance('ayu'), await jobs(), kept()]).toMatchObject([5, [{ jobId: done.json.jobId }], []]);
  });

  test('is previewed, and nothing is written', async () => {
    const { send, balance, jobs, kept } = await office();
    const preview = await send('POST /imports/preview?mode=add', file);
    expect(preview).toMatchObject({ status: 200, json: { records: 3, accepted: 2, rejected: 1, given: 12 } });
    expect([await balance('ayu'), await jobs(), kept()]).toEqual([0, [], []]);
  });

  test('is imported in steps: previewed, started by its digest, and run', async () => {
    const { send, balance, kept } = await office();
    const { digest } = (await send('POST /imports/preview?mode=add', file)).json;
    const started = await send(`PUT /imports/${digest}`, { mode: 'add', reason: 'gift' }, {});
    expect(started).toMatchObject({ status: 200, json: { state: 'running', actor: 'owner-1' } });
    const ran = await send(`POST /jobs/${started.json.jobId}/run?chunkSize=2`, file);
    expect(ran.json).toMatchObject([
      { seen: 2, state: 'running' },
      { seen: 3, state: 'finished' },
    ]);
    expect([await balance('ayu'), kept()]).toEqual([5, []]);
    expect((await send(`GET /jobs/${started.json.jobId}/progress`)).json).toMatchObject({ state: 'finished' });
  });

  test('is read as the query and the media type say', async () => {
    const { send, balance } = await office();
    const query = new URLSearchParams({
      mode: 'add',
      mapping: JSON.stringify({ Kode: 'memberId', Poin: 'points', Catatan: null }),
      numberLocale: 'id',
      lenient: 'true',
    });
    const bytes = Buffer.from('Kode;Poin;Catatan\nayu;1.250;caf\u00e9\n', 'latin1');
    const sent = await send(`POST /imports?${query.toString()}`, bytes, {
      'content-type': 'text/csv; charset="windows-1252"; header=present',
    });
    expect([sent.status, sent.json.task, await balance('ayu')]).toMatchObject([
      200,
      { encoding: 'windows-1252', lenient: true, numberLocale: 'id' },
      1250,
    ]);
  });

  test('has its rejected rows written as CSV', async () => {
    const { send, kept } = await office();
    const { jobId } = (await send(add, file)).json;
    const rejected = await send(`POST /jobs/${jobId}/rejected-rows`, file);
    expect(rejected.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(rejected.text).toMatch(/^line,problem,fix,memberId,points\r\n4,.*,nobody,1\r\n$/);
    expect(await send(`POST /jobs/${jobId}/rejected-rows`, 'memberId,points\n')).toMatchObject({
      status: 409,
      json: { kind: 'file-differs' },
    });
    expect(kept()).toEqual([]);
  });
});

describe('A file that is refused', () => {
  const quoted = `${file}"ayu,5\n`;
  test.each([
    ['is no CSV', add, 'PK\u0003\u0004 a workbook', csv, 400, { kind: 'unreadable-file' }],
    ['has a quote that does not end', add, quoted, csv, 400, { kind: 'unreadable-file', line: 5 }],
    ['has other columns', add, 'memberId,bonus\nayu,5\n', csv, 400, { kind: 'bad-header' }],
    ['is empty', add, '', csv, 400, { kind: 'unreadable-file' }],
    ['is not there', add, undefined, csv, 400, { kind: 'unreadable-file' }],
    ['is of another type', add, file, { 'content-type': 'text/plain' }, 415, { kind: 'unsupported-media-type' }],
    ['is of no type', add, undefined, {}, 415, { kind: 'unsupported-media-type' }],
    ['is JSON', add, { mode: 'add' }, {}, 415, { kind: 'unsupported-media-type' }],
    ['is a form', add, file, { 'content-type': 'multipart/form-data; boundary=x' }, 415, {}],
    ['does nothing', 'POST /imports', file, csv, 400, { kind: 'invalid-command', field: 'mode' }],
    ['has an unknown option', `${add}&delimeter=;`, file, csv, 400, { kind: 'invalid-command', field: 'delimeter' }],
    ['is named', `${add}&source=file.csv`, file, csv, 400, { kind: 'unknown-parameter', parameter: 'source' }],
    ['has another actor', `${add}&actor=ayu`, file, csv, 403, { kind: 'foreign-actor' }],
    [
      'is in an encoding that there is not',
      add,
      file,
      { 'content-type': 'text/csv; charset=ebcdic-x' },
      400,
      { kind: 'invalid-command', field: 'encoding' },
    ],
    [
      'is in two encodings',
      `${add}&encoding=utf-16le`,
      file,
      { 'content-type': 'text/csv; charset=windows-1252' },
      400,
      { kind: 'contradictory-request', field: 'encoding' },
    ],
    [
      'has a mapping that is no JSON',
      `${add}&mapping={`,
      file,
      csv,
      400,
      { kind: 'invalid-command', field: 'mapping' },
    ],
  ])('writes nothing where it %s', async (_what, route, body, headers, status, json) => {
    const { send, balance, jobs, kept } = await office();
    expect(await send(route, body, headers)).toMatchObject({ status, json });
    expect([await balance('ayu'), await jobs(), kept()]).toEqual([0, [], []]);
  });

  test('is not read where who sends it may not import', async () => {
    const { handler, kept } = await office();
    let isRead = false;
    const body = new ReadableStream({ pull: () => void (isRead = true) }, { highWaterMark: 0 });
    const headers = { ...csv, authorization: 'Bearer manager' };
    const request = new Request('https://till.example/imports?mode=add', {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
    } as RequestInit);
    expect((await handler(request)).status).toBe(403);
    expect([isRead, kept()]).toEqual([false, []]);
  });

  test('is refused as too large by its length, before it comes', async () => {
    const { send, kept } = await office({ limits: { fileBytes: 20 } });
    const sent = await send(add, file, { ...csv, 'content-length': String(file.length) });
    expect(sent).toMatchObject({ status: 413, json: { kind: 'body-too-large', limit: 20 } });
    expect(kept()).toEqual([]);
  });

  test('cannot be kept where there is no folder for it, which its sender may try again', async () => {
    const { send, lines } = await office({ fileFolder: '/no/such/folder' });
    const sent = await send(add, file);
    expect(sent).toMatchObject({ status: 503, json: { kind: 'file-not-kept' } });
    expect(sent.text).not.toContain('/no/such/folder');
    expect(lines[0]).toMatchObject({ problem: 'file-not-kept', cause: { code: 'ENOENT' } });
  });
});

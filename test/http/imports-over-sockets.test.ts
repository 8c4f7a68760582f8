import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { valueOf } from '../support/value-of.ts';
import { serve } from './serve.ts';
import { shop } from './shop.ts';

const members = Array.from({ length: 50 }, (_, index) => `M-${index}`);
const file = `memberId,points\n${members.map((memberId) => `${memberId},5\n`).join('')}`;
const text = `${file.length.toString(16)}\r\n${file}\r\n`;
const end = '0\r\n\r\n';
const head = [
  'POST /imports?mode=add&chunkSize=7 HTTP/1.1',
  'Host: till',
  'Authorization: Bearer owner',
  'Content-Type: text/csv',
  'Transfer-Encoding: chunked\r\n\r\n',
].join('\r\n');

async function served(limits: object = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-files-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const own = shop({ fileFolder: folder, limits });
  for (const memberId of members) valueOf(await own.pointbook.enrolMember({ memberId }));
  const jobs = async () => valueOf(await own.pointbook.jobs.listJobs()).items;
  return { ...own, ...(await serve(own.handler)), jobs, kept: () => readdirSync(folder) };
}

test('A file of which the client sends a part, and leaves, writes nothing; the whole one is imported then', async () => {
  const { wire, lines, jobs, kept } = await served();
  for (const part of ['', text.slice(0, 12), text.slice(0, -20), text]) {
    const office = await wire();
    await office.write(head + part);
    office.leave();
    await office.closed;
  }
  const broken = () => lines.filter(({ problem }) => problem === 'body-broke-off');
  while (lines.length < 4) await passing();
  expect(broken()).toHaveLength(4);
  expect([await jobs(), kept()]).toEqual([[], []]);
  const office = await wire();
  await office.write(head + text + end);
  expect(await office.came(/"replayed"/)).toMatch(/"state":"finished"[^]*"accepted":50/);
  office.leave();
});

test('A file that came whole is imported to its end, also where the client leaves before the answer', async () => {
  const { wire, jobs, kept } = await served();
  const office = await wire();
  await office.write(head + text + end);
  office.leave();
  await office.closed;
  while ((await jobs())[0]?.state !== 'finished') await passing();
  expect([await jobs(), kept()]).toMatchObject([[{ accepted: 50 }], []]);
});

test('A file beyond the limit is refused, and not read to its end; the next request is answered', async () => {
  const { wire, jobs, kept } = await served({ fileBytes: 100 });
  const office = await wire();
  void office.write(head + text);
  expect(await office.came(/"requestId"/)).toMatch(/^HTTP\/1\.1 413 [^]*"kind":"body-too-large"/);
  office.leave();
  expect([await jobs(), kept()]).toEqual([[], []]);
});

test('A file that never comes to its end is not waited for', async () => {
  const { wire, jobs, kept } = await served({ fileMs: 20 });
  const office = await wire();
  await office.write(head + text);
  expect(await office.came(/"requestId"/)).toMatch(/^HTTP\/1\.1 408 [^]*"kind":"body-timeout"/);
  office.leave();
  expect([await jobs(), kept()]).toEqual([[], []]);
});

const passing = async () =>
  new Promise((resolve) => {
    setTimeout(resolve, 1);
  });

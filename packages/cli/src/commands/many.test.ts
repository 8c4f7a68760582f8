import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { stripVTControlCharacters } from 'node:util';
import { createPointbook, defineProgram, type ProgramDefinition } from '@pointbook/core';
import { sqliteStore } from '@pointbook/sqlite';
import { describe, expect, test } from 'vitest';
import { valueOf } from '../cli-failure.ts';
import { done, openShop, type Shop } from '../cli-testing.ts';
import { plugins } from '../ledger/plugins.ts';

async function balances(shop: Shop): Promise<Record<string, number>> {
  const rows = await shop.json<{ memberId: string; balance: number }[]>('export');
  return Object.fromEntries(rows.map(({ memberId, balance }) => [memberId, balance]));
}

function file(shop: Shop, name: string, text: string): string {
  writeFileSync(shop.path(name), text);
  return shop.path(name);
}

describe('pointbook bulk', () => {
  test('says what it would do, asks, and does it', async () => {
    const shop = await openShop({ a: 10, b: 0 });
    const gift = ['bulk', 'add', '50', '--everyone', '--reason', 'Eid gift'] as const;
    const no = await shop.runAt({ columns: 80, typed: 'n\n' }, ...gift);
    expect(no).toMatchObject({ code: 2, stderr: expect.stringContaining('gives 100 points: 2 of 2') as string });
    expect(stripVTControlCharacters(no.stderr)).toMatch(/\[y\/N\] n\r\nnot-confirmed: Nothing was done.\n$/);
    expect(await balances(shop)).toEqual({ a: 10, b: 0 });
    expect(await shop.json('job', 'list')).toEqual([]);
    await done(shop.runAt({ columns: 80, typed: 'y\n' }, ...gift));
    expect(await balances(shop)).toEqual({ a: 60, b: 50 });
  });

  test('without a terminal to ask on, does nothing without --yes', async () => {
    const shop = await openShop({ a: 10 });
    const gift = ['bulk', 'add', '50', '--everyone', '--reason', 'Eid gift'] as const;
    expect(await shop.run(...gift)).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') as string });
    expect(await shop.json('job', 'list')).toEqual([]);
    expect(await shop.json(...gift, '--yes')).toMatchObject({ state: 'finished', given: 50 });
  });

  test('a job of one name is done once', async () => {
    const shop = await openShop({ a: 10 });
    const gift = ['bulk', 'add', '50', '--everyone', '--reason', 'Eid gift', '--id', 'eid', '--yes'] as const;
    expect((await done(shop.run(...gift))).stderr).not.toContain('done before');
    expect((await done(shop.run(...gift))).stderr).toContain('done before');
    expect(await balances(shop)).toEqual({ a: 60 });
  });

  test('tells whom it leaves out, in a dry run as well, and ends with 4', async () => {
    const shop = await openShop({ a: 10, b: 5, c: 10 });
    const take = ['bulk', 'deduct', '8', '--ids', 'a, b,nobody'] as const;
    const dry = await shop.run(...take, '--dry-run');
    expect(dry).toMatchObject({ code: 4, stdout: expect.stringContaining('3,1,2,0,0,8') as string });
    expect(dry.stderr).toContain('b: ');
    expect(dry.stderr).toContain('nobody: ');
    expect(await balances(shop)).toEqual({ a: 10, b: 5, c: 10 });
    const real = await shop.run(...take, '--reason', 'wrong list', '--id', 'oops', '--yes');
    expect(real).toMatchObject({ code: 4, stderr: expect.stringContaining('pointbook job problems oops') as string });
    expect(await balances(shop)).toEqual({ a: 2, b: 5, c: 10 });
    const problems = await shop.json<{ memberId: string; kind: string }[]>('job', 'problems', 'oops');
    expect(problems.map(({ memberId, kind }) => [memberId, kind])).toEqual([
      ['b', 'insufficient-points'],
      ['nobody', 'unknown-member'],
    ]);
  });

  test('is for those of a file, or for those whom a filter finds, page by page', async () => {
    const shop = await openShop({ a: 10, b: 5, c: 30 });
    await done(
      shop.run('bulk', 'set', '6', '--ids-file', file(shop, 'ids.txt', 'a\r\n\n b \n'), '--reason', 'x', '--yes'),
    );
    expect(await balances(shop)).toEqual({ a: 6, b: 6, c: 30 });
    const piped = ['bulk', 'set', '7', '--ids-file', '-', '--reason', 'x', '--yes'] as const;
    await done(shop.runAt({ piped: '\uFEFFa\nb\n' }, ...piped));
    expect(await balances(shop)).toEqual({ a: 7, b: 7, c: 30 });
    await done(shop.run('bulk', 'add', '1', '--balance-from', '8', '--balance-to', '30', '--reason', 'x', '--yes'));
    expect(await balances(shop)).toEqual({ a: 7, b: 7, c: 31 });
    await done(shop.run('bulk', 'add', '1', '--page-after', 'a', '--page-limit', '1', '--reason', 'x', '--yes'));
    expect(await balances(shop)).toEqual({ a: 7, b: 8, c: 31 });
    await done(shop.run('bulk', 'add', '1', '--active-to', '2020-01-01', '--reason', 'x', '--yes'));
    await done(
      shop.run('bulk', 'add', '1', '--enrolled-from', '2020-01-01', '--tier', 'gold', '--reason', 'x', '--yes'),
    );
    expect(await balances(shop)).toEqual({ a: 7, b: 8, c: 31 });
  });
});

test('a job that the database interrupts says how to go on, because the same command would start another job', async () => {
  const shop = await openShop({ a: 0, b: 0 });
  const database = new DatabaseSync(shop.path('points.db'));
  database.exec("CREATE TRIGGER full BEFORE INSERT ON pointbook_entries BEGIN SELECT RAISE(ABORT, 'as if full'); END");
  const { code, stderr } = await shop.run('bulk', 'add', '50', '--everyone', '--reason', 'Eid', '--yes');
  const [, resume = ''] = /go on with: pointbook (job resume bulk-\w+)$/m.exec(stderr) ?? [];
  database.exec('DROP TRIGGER full');
  database.close();
  expect({ code, stderr }).toMatchObject({ code: 5, stderr: expect.stringContaining('What was done stays') as string });
  await done(shop.run(...resume.split(' ')));
  expect(await balances(shop)).toEqual({ a: 50, b: 50 });
});

describe('pointbook import', () => {
  test('checks the file, lists its bad rows by line, and writes the rejected rows to a file', async () => {
    const shop = await openShop({ a: 0, b: 0 });
    const gifts = file(shop, 'gifts.csv', 'memberId,points\na,10\nb,ten\nnobody,5\n');
    const dry = await shop.run('import', 'add', gifts, '--dry-run');
    expect(dry).toMatchObject({ code: 4, stdout: expect.stringContaining('3,1,2,10,0,') as string });
    expect(dry.stderr).toMatch(/^line 3: points must be/m);
    const rejected = shop.path('left-out.csv');
    const run = await shop.run('import', 'add', gifts, '--reason', 'Eid', '--rejected', rejected, '--yes');
    expect(run).toMatchObject({ code: 4, stdout: expect.stringContaining(',finished,3,1,2,0,10,0,') as string });
    expect(await balances(shop)).toEqual({ a: 10, b: 0 });
    const mended = readFileSync(rejected, 'utf8').replace('ten', '7').replace('nobody', 'a');
    await done(shop.run('import', 'add', file(shop, 'mended.csv', mended), '--reason', 'Eid', '--yes'));
    expect(await balances(shop)).toEqual({ a: 15, b: 7 });
  });

  test('takes options for the delimiter of the file, and for the country of its phones', async () => {
    const shop = await openShop();
    const members = file(shop, 'members.tsv', 'memberId\tbalance\tphone\na\t5\t08123456789\n');
    const read = ['import', 'opening', members, '--delimiter', 'tab', '--country', 'id'];
    await done(shop.run(...read, '--reason', 'moving', '--yes'));
    expect(await shop.json('member', 'show', 'a')).toMatchObject({ phone: '+628123456789' });
    expect(await balances(shop)).toEqual({ a: 5 });
  });

  test('the same file again does nothing, and a file of rejected rows is never written over', async () => {
    const shop = await openShop({ a: 0 });
    const gifts = file(shop, 'gifts.csv', 'memberId;points\na;1.250\n');
    const again = ['import', 'add', gifts, '--numbers', 'id', '--delimiter', ';', '--reason', 'Eid', '--yes'] as const;
    await done(shop.run(...again));
    expect((await done(shop.run(...again))).stderr).toContain('imported before');
    const otherwise = ['import', 'add', gifts, '--numbers', 'id', '--delimiter', ';', '--reason', 'Other', '--yes'];
    expect(await shop.run(...otherwise)).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/an import already, .+`pointbook job show import-add-\w{32}`/) as string,
    });
    expect(await balances(shop)).toEqual({ a: 1250 });
    const kept = file(shop, 'kept.csv', 'mine');
    expect(await shop.run(...again, '--rejected', kept)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('file-exists') as string,
    });
    expect(readFileSync(kept, 'utf8')).toBe('mine');
  });

  test('a file that is damaged, or not there, is refused as a whole', async () => {
    const shop = await openShop({ a: 0 });
    const open = file(shop, 'open.csv', 'memberId,points\na,10\n"b,5\n');
    expect(await shop.run('import', 'add', open, '--reason', 'x', '--yes')).toMatchObject({ code: 3, stdout: '' });
    expect(await shop.run('import', 'add', shop.path('none.csv'), '--reason', 'x', '--yes')).toMatchObject({
      code: 5,
      stderr: expect.stringContaining('none.csv') as string,
    });
    expect(await balances(shop)).toEqual({ a: 0 });
    expect(await shop.json('job', 'list')).toEqual([]);
  });

  test('what was exported comes back the same, and a file is there whole or not at all', async () => {
    const shop = await openShop({ a: 10, b: 5 });
    await done(shop.run('member', 'add', 'C-17', '--name', '=Ayu, "the" first', '--phone', '+628123456789'));
    const members = shop.path('members.csv');
    expect((await done(shop.run('export', members))).stderr).toContain('3 members');
    expect(await shop.run('export', members)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('file-exists') as string,
    });
    expect(await shop.run('export', shop.path('no-folder/members.csv'))).toMatchObject({ code: 5 });
    const other = await openShop();
    await done(other.run('import', 'opening', members, '--reason', 'moving', '--yes'));
    await done(other.run('export', other.path('again.csv')));
    expect(readFileSync(other.path('again.csv'), 'utf8')).toBe(readFileSync(members, 'utf8'));
    expect(readdirSync(dirname(members)).filter((name) => name.includes('partial'))).toEqual([]);
    expect(existsSync(shop.path('no-folder'))).toBe(false);
  });
});

describe('pointbook job', () => {
  test('shows, and undoes as a whole, telling what is not there any more', async () => {
    const shop = await openShop({ a: 0, b: 0 });
    await done(shop.run('bulk', 'add', '50', '--everyone', '--reason', 'Eid', '--id', 'eid', '--yes'));
    await done(shop.run('redeem', 'a', '20'));
    expect(await shop.json('job', 'show', 'eid')).toMatchObject({ state: 'finished', accepted: 2 });
    const undo = ['job', 'undo', 'eid', '--reason', 'wrong list'] as const;
    expect(await shop.run(...undo)).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') as string });
    expect(await shop.run(...undo, '--yes')).toMatchObject({
      code: 4,
      stderr: expect.stringContaining('undo-eid') as string,
    });
    expect(await balances(shop)).toEqual({ a: 0, b: 0 });
    expect(await shop.json('job', 'problems', 'undo-eid')).toMatchObject([{ memberId: 'a', kind: 'shortfall' }]);
    const list = await shop.json<{ jobId: string; undoneBy: string | null }[]>('job', 'list', '--state', 'finished');
    expect(new Set(list.map(({ jobId, undoneBy }) => `${jobId} ${undoneBy}`))).toEqual(
      new Set(['eid undo-eid', 'undo-eid null']),
    );
    expect(await shop.run('job', 'resume', 'eid')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('finished before') as string,
    });
    expect(await shop.run('job', 'stop', 'nothing')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('unknown-job') as string,
    });
  });

  test('an import goes on only with its file', async () => {
    const shop = await openShop({ a: 0 });
    const gifts = file(shop, 'gifts.csv', 'memberId,points\na,10\n');
    const { jobId } = await shop.json<{ jobId: string }>('import', 'add', gifts, '--reason', 'Eid', '--yes');
    expect(await shop.run('job', 'resume', jobId)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--file') as string,
    });
    await done(shop.run('job', 'resume', jobId, '--file', gifts));
    expect(await balances(shop)).toEqual({ a: 10 });
  });
});

test('expire goes on with jobs that were left, and says which it cannot', async () => {
  const shop = await openShop({ a: 0 });
  const gifts = file(shop, 'gifts.csv', 'memberId,points\na,10\n');
  const store = sqliteStore(shop.path('points.db'));
  const program = defineProgram(JSON.parse(readFileSync(shop.path('pointbook.json'), 'utf8')) as ProgramDefinition);
  const pointbook = createPointbook({ program, store, plugins });
  const stated = { actor: 'staff-3', reason: 'left by a crash' };
  valueOf(await pointbook.jobs.startBulk({ jobId: 'eid', members: { everyone: true }, change: { add: 5 }, ...stated }));
  const source = () => [readFileSync(gifts)];
  const { digest } = valueOf(await pointbook.jobs.previewImport({ mode: 'add', source }));
  const { jobId } = valueOf(await pointbook.jobs.startImport({ mode: 'add', digest, ...stated }));
  valueOf(await store.close());
  await done(shop.run('expire'));
  expect(await balances(shop)).toEqual({ a: 0 });
  const { stderr } = await done(shop.run('expire', '--jobs'));
  expect(stderr).toContain('eid is finished.');
  expect(stderr).toContain(`pointbook job resume ${jobId} --file`);
  expect(await balances(shop)).toEqual({ a: 5 });
});

describe('reports', () => {
  test('are of the columns and the days that are asked for', async () => {
    const shop = await openShop({ a: 40, b: 2 });
    const { stdout } = await done(shop.run('report', 'daily', '--columns', 'adjusted,members'));
    expect(stdout).toBe('adjusted,members\r\n42,2\r\n');
    expect(await shop.json('report', 'daily', '--from', '2020-01-01', '--to', '2020-12-31')).toEqual([]);
    expect(await shop.json('report', 'liability')).toEqual([{ ends: 'never', points: 42, pending: 0, value: 420 }]);
    expect(await shop.json('report', 'liability', '--at', '2020-12-31')).toEqual([]);
  });
});

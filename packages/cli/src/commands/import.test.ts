import { execFileSync } from 'node:child_process';
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { done, openShop, type Shop } from '../cli-testing.ts';

async function balances(shop: Shop): Promise<Record<string, number>> {
  const rows = await shop.json<{ memberId: string; balance: number }[]>('export');
  return Object.fromEntries(rows.map(({ memberId, balance }) => [memberId, balance]));
}

function file(shop: Shop, name: string, content: string | Uint8Array): string {
  writeFileSync(shop.path(name), content);
  return shop.path(name);
}

async function shopWithEmails(): Promise<Shop> {
  const shop = await openShop();
  await done(shop.run('member', 'add', 'ann', '--email', 'ann@example.org'));
  await done(shop.run('member', 'add', 'ben', '--email', 'ben@example.org'));
  return shop;
}

describe('what an Excel user meets first', () => {
  test('the header Email,Points,Reason is read as it is', async () => {
    const shop = await shopWithEmails();
    const gifts = file(shop, 'gifts.csv', 'Email,Points,Reason\r\nann@example.org,5,Eid\r\nben@EXAMPLE.org,7,\r\n');
    await done(shop.run('import', 'add', gifts, '--reason', 'gifts', '--yes'));
    expect(await balances(shop)).toEqual({ ann: 5, ben: 7 });
  });

  test('a header that does not fit says what is known, what was meant, and how to map', async () => {
    const shop = await shopWithEmails();
    const gifts = file(shop, 'gifts.csv', 'E-mail,Poinst,Shoe Size\nann@example.org,5,40\n');
    const refused = await shop.run('import', 'add', gifts, '--reason', 'x', '--yes');
    expect(refused.code).toBe(3);
    for (const words of ['column 2', 'Did you mean "points"?', 'column 3', 'cardCode', '--map', '--ignore-unknown'])
      expect(refused.stderr.replace(/\s+/g, ' ')).toContain(words);
    const asJson = await shop.run('import', 'add', gifts, '--reason', 'x', '--yes', '--json');
    const { error } = JSON.parse(asJson.stderr) as { error: { problems: { fix: string }[] } };
    expect(error.problems.map(({ fix }) => fix)).toContain('Did you mean "points"?');
    const mapped = ['--map', 'poinst=points', '--ignore-unknown', '--reason', 'x', '--yes'];
    await done(shop.run('import', 'add', gifts, ...mapped));
    expect(await balances(shop)).toEqual({ ann: 5, ben: 0 });
  });

  test('the members are looked up before it says that all is good, unless that is turned off', async () => {
    const shop = await shopWithEmails();
    const gifts = file(shop, 'gifts.csv', 'memberId,points\nann,5\nnobody,7\n');
    const looked = await shop.run('import', 'add', gifts, '--dry-run');
    expect(looked).toMatchObject({ code: 4, stdout: expect.stringContaining('2,1,1,5,0,') as string });
    expect(looked.stderr).toMatch(/line 3: memberId names no member\. Enrol/);
    expect((await shop.run('import', 'add', gifts, '--dry-run', '--no-look-up')).code).toBe(0);
  });

  test('wrong options on a first try are corrected for the same file, and points are never given twice', async () => {
    const shop = await shopWithEmails();
    const gifts = file(shop, 'gifts.csv', 'memberId;points\nann;1.250\nben;2.500\n');
    const by = (...options: string[]) => shop.run('import', 'add', gifts, ...options, '--reason', 'x', '--yes');
    expect((await by('--numbers', 'en')).code).toBe(3);
    expect((await by('--numbers', 'fr')).code).toBe(3);
    await done(by('--numbers', 'id'));
    expect(await balances(shop)).toEqual({ ann: 1250, ben: 2500 });
    expect(await by('--numbers', 'de')).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('pointbook job undo') as string,
    });
    await done(by('--numbers', 'id'));
    expect(await balances(shop)).toEqual({ ann: 1250, ben: 2500 });
  });

  test.each([
    ['a country twice', ['--country', 'ID', '--calling-code', '+62'], /--calling-code/],
    ['a mapping without a column', ['--map', 'Points'], /Name in the file=column/],
    ['a program that is none', ['--from', 'excel'], /woocommerce/],
    ['numbers of no locale', ['--numbers', 'English'], /--numbers must be a locale/],
  ])('%s is a mistake on the command line', async (_what, options, words) => {
    const shop = await openShop();
    const refused = await shop.run('import', 'add', file(shop, 'a.csv', 'memberId,points\n'), ...options, '--dry-run');
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(words) as string });
  });

  test('a name that JavaScript uses itself is mapped as others are', async () => {
    const shop = await openShop({ a: 0 });
    const gifts = file(shop, 'gifts.csv', 'constructor,__proto__\na,5\n');
    const maps = ['--map', 'constructor=memberId', '--map', '__proto__=points'];
    await done(shop.run('import', 'add', gifts, ...maps, '--reason', 'x', '--yes'));
    expect(await balances(shop)).toEqual({ a: 5 });
  });

  test('--calling-code +1 reads the numbers of its countries, and a country that is none is told', async () => {
    const shop = await openShop();
    const members = file(shop, 'members.csv', 'memberId,balance,phone\na,5,(202) 555-0123\nb,6,1-416-555-0199\n');
    const read = ['import', 'opening', members, '--reason', 'moving', '--yes', '--calling-code'];
    const wrong = await shop.run(...(read as ['import']), '+999');
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('--country') as string });
    await done(shop.run(...(read as ['import']), '+1'));
    expect(await shop.json('member', 'show', 'b')).toMatchObject({ phone: '+14165550199' });
  });
});

describe('files that are no CSV in UTF-8', () => {
  test('an encoding that is declared is read, and one that is not is named', async () => {
    const shop = await openShop();
    const members = file(shop, 'members.csv', Buffer.from('memberId;balance;name\na;5;José Muñoz\n', 'latin1'));
    const read = ['import', 'opening', members, '--reason', 'moving', '--yes'] as const;
    expect(await shop.run(...read)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('windows-1252') as string,
    });
    expect(await shop.run(...read, '--encoding', 'klingon')).toMatchObject({ code: 2 });
    await done(shop.run(...read, '--encoding', 'windows-1252'));
    expect(await shop.json('member', 'show', 'a')).toMatchObject({ name: 'José Muñoz' });
  });

  test.each<[string, Uint8Array, RegExp]>([
    [
      'an Excel workbook',
      Buffer.from('PK\u0003\u0004.........[Content_Types].xml', 'latin1'),
      /Excel workbook \(\.xlsx\)/,
    ],
    ['a PDF', Buffer.from('%PDF-1.7\n'), /a PDF/],
    ['a gzip file', gzipSync('memberId,points\n'), /a gzip file/],
  ])('%s is named as what it is', async (_what, bytes, words) => {
    const shop = await openShop();
    const refused = await shop.run('import', 'add', file(shop, 'x.csv', bytes), '--reason', 'x', '--yes');
    expect(refused.code).toBe(3);
    expect(refused.stderr.replace(/\s+/g, ' ')).toMatch(words);
  });

  test('a pipe and a folder are refused before anything is written', async () => {
    const shop = await openShop({ a: 0 });
    const pipe = shop.path('gifts.csv');
    // Node has no function for it.
    const makePipe = 'mkfifo';
    execFileSync(makePipe, [pipe]);
    for (const [place, what] of [
      [pipe, 'a pipe'],
      [shop.path('.'), 'a folder'],
    ] as const) {
      const refused = await shop.run('import', 'add', place, '--reason', 'x', '--yes');
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(`is ${what}`) as string });
    }
    expect(await shop.run('job', 'resume', 'import-add-1', '--file', pipe)).toMatchObject({ code: 2 });
    expect(await shop.json('job', 'list')).toEqual([]);
  });

  test('a folder for the rejected rows that is not there is told before anything is written', async () => {
    const shop = await openShop({ a: 0 });
    const gifts = file(shop, 'gifts.csv', 'memberId,points\na,5\nnobody,5\n');
    const read = ['import', 'add', gifts, '--reason', 'x', '--yes', '--rejected', shop.path('none/left-out.csv')];
    const refused = await shop.run(...read);
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('make it first') as string });
    expect(await balances(shop)).toEqual({ a: 0 });
  });

  test('a name that no file can have is told, and so is a link to itself', async () => {
    const shop = await openShop({ a: 0 });
    symlinkSync(shop.path('loop.csv'), shop.path('loop.csv'));
    for (const place of [shop.path('loop.csv'), shop.path('x'.repeat(300))]) {
      const refused = await shop.run('import', 'add', place, '--reason', 'x', '--yes');
      expect(refused).toMatchObject({ code: 5, stderr: expect.stringContaining('cannot be read') as string });
    }
  });

  test('what is written for Excel has a byte order mark, and is read again', async () => {
    const shop = await openShop({ a: 5 });
    await done(shop.run('export', shop.path('members.csv')));
    expect(readFileSync(shop.path('members.csv'), 'utf8')).toMatch(/^\uFEFFmemberId,/);
    const gifts = file(shop, 'gifts.csv', 'memberId,points\na,x\na,1\n');
    await shop.run('import', 'add', gifts, '--reason', 'x', '--yes', '--rejected', shop.path('left-out.csv'));
    expect(readFileSync(shop.path('left-out.csv'), 'utf8')).toMatch(/^\uFEFFline,problem,fix,/);
    expect((await shop.run('export')).stdout).toMatch(/^memberId,/);
  });
});

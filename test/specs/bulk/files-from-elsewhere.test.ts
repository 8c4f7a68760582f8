import type { ImportQuery } from '@pointbook/core/jobs';
import { describe, expect, test } from 'vitest';
import { type BulkDesk, fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { errorOf, valueOf } from '../../support/value-of.ts';

async function people(desk: BulkDesk, memberId: string) {
  return valueOf(await desk.ledger.getMember({ memberId }));
}

async function problemsOf(desk: BulkDesk, text: string | Uint8Array, query: ImportQuery) {
  const preview = await desk.ledger.jobs.previewImport({ source: fileOf(text), ...query });
  return valueOf(preview).problems.map(({ line, column, problem }) => `${line} ${column} ${problem}`);
}

describe('The exports of other programs, without an edit in a spreadsheet', () => {
  test('Shopify: customers, whose ids begin with an apostrophe, and who have no points yet', async () => {
    const desk = await openBulkDesk();
    const file = [
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Phone,Phone,Total Spent,Note,Tags',
      `'7301234567890,Ayu,Lestari,ayu@example.com,yes,,'+628123456789,120.00,"likes tea, black",vip`,
      `'7301234567891,Ben,,ben@example.com,no,,,0.00,,`,
    ].join('\r\n');
    expect(await desk.importFile(file, { mode: 'opening', from: 'shopify' })).toMatchObject({ accepted: 2, given: 0 });
    expect(await people(desk, '7301234567890')).toMatchObject({
      name: 'Ayu Lestari',
      email: 'ayu@example.com',
      phone: '+628123456789',
    });
    expect((await people(desk, '7301234567891')).name).toBe('Ben');
    const points = 'Email,Points\r\nayu@example.com,70\r\nben@example.com,5\r\n';
    await desk.importFile(points, { mode: 'add', from: 'smile' });
    expect(await desk.balances()).toEqual({ '7301234567890': 70, '7301234567891': 5 });
  });

  test('Smile: members are known by their addresses', async () => {
    const desk = await openBulkDesk();
    const file =
      'Email,First Name,Last Name,Points Balance,VIP Tier,Birthday\nann@example.com,Ann,Lee,1250,Gold,1990-12-31\n';
    expect(await desk.importFile(file, { mode: 'opening', from: 'smile' })).toMatchObject({ given: 1250 });
    const member = { email: 'ann@example.com', name: 'Ann Lee', tier: 'Gold', birthday: '1990-12-31' };
    expect(await people(desk, 'ann@example.com')).toMatchObject(member);
    expect(await desk.importFile('email,points\nann@example.com,9\n', { mode: 'set', from: 'smile' })).toMatchObject({
      taken: 1241,
    });
  });

  test('Square: a directory, with numbers of one country', async () => {
    const desk = await openBulkDesk();
    const file = [
      'Reference ID,First Name,Last Name,Email Address,Phone Number,Nickname,Company Name,Birthday,Square Customer ID,Lifetime Spend',
      ',Ann,Lee,ann@example.com,(202) 555-0123,,,12-31-1990,SQ1,$12.00',
      ",Bo,Xu,,'+14165550199,,,12-31,SQ2,$0.00",
      ',Cy,Oz,,,,,1990-12-31,SQ3,$0.00',
    ].join('\n');
    const how = { mode: 'opening', from: 'square', phoneCountry: 'US' } as const;
    expect(await desk.importFile(file, how)).toMatchObject({ accepted: 3 });
    const birthdays = [];
    for (const memberId of ['SQ1', 'SQ2', 'SQ3']) birthdays.push((await people(desk, memberId)).birthday);
    expect(birthdays).toEqual(['1990-12-31', '12-31', '1990-12-31']);
    expect([(await people(desk, 'SQ1')).phone, (await people(desk, 'SQ2')).phone]).toEqual([
      '+12025550123',
      '+14165550199',
    ]);
  });

  test('Loyverse: balances have decimals', async () => {
    const desk = await openBulkDesk();
    const file = [
      'Customer ID,Customer name,Email,Phone,Address,City,Customer code,Points balance,Note,Total visits,Total spent',
      'c-1,Ann Lee,ann@example.com,+628123456789,,,CARD-1,12.90,,3,100.00',
      'c-2,Bo Xu,,,,,,"1,004.00",,1,9.00',
    ].join('\n');
    expect(await desk.importFile(file, { mode: 'opening', from: 'loyverse' })).toMatchObject({ given: 1016 });
    expect(await people(desk, 'c-1')).toMatchObject({ cardCode: 'CARD-1', name: 'Ann Lee' });
    await desk.importFile(file, { mode: 'set', from: 'loyverse', decimals: 'ceil' });
    expect(await desk.balances()).toEqual({ 'c-1': 13, 'c-2': 1004 });
  });

  test('Lightspeed: its `balance` is money, and its `loyalty_balance` is points', async () => {
    const desk = await openBulkDesk();
    const file = [
      'id,customer_code,first_name,last_name,email,phone,mobile,date_of_birth,customer_group_name,loyalty_balance,balance',
      '0a1,LEE-1,Ann,Lee,ann@example.com,,+628123456789,31/12/1990,Gold,42.75000,-120.50',
    ].join('\n');
    const how = { mode: 'opening', from: 'lightspeed', dateOrder: 'dmy' } as const;
    expect(await desk.importFile(file, how)).toMatchObject({ given: 42 });
    expect(await people(desk, 'LEE-1')).toMatchObject({ birthday: '1990-12-31', tier: 'Gold' });
    const none = await desk.ledger.jobs.previewImport({ source: fileOf('customer_code,balance\nLEE-1,5\n'), ...how });
    expect(errorOf(none).kind).toBe('bad-header');
  });

  test('WooCommerce: points of users', async () => {
    const desk = await openBulkDesk();
    const file =
      'user_id,user_email,first_name,last_name,billing_phone,points_balance\n17,ann@example.com,Ann,Lee,,250\n';
    expect(await desk.importFile(file, { mode: 'opening', from: 'woocommerce' })).toMatchObject({ given: 250 });
    expect(await people(desk, '17')).toMatchObject({ name: 'Ann Lee', email: 'ann@example.com' });
  });
});

describe('What spreadsheets put around the rows', () => {
  test('a line that names the delimiter, and titles above the header, are passed over', async () => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0, ben: 0 });
    const rows = 'Member ID;Points\r\nann;5\r\nben;6\r\n';
    const files = [
      `sep=;\r\n${rows}`,
      `"sep=;"\r\n${rows}`,
      `Loyalty report\r\n\r\n${rows}`,
      `Loyalty report;\r\n;\r\n${rows}`,
      `Report of; March\r\n${rows}`,
      `sep=;\r\nLoyalty, by member\r\n${rows}`,
    ];
    for (const file of files)
      expect(await desk.importFile(file, { mode: 'add' })).toMatchObject({ seen: 2, accepted: 2, given: 11 });
    const lines = await problemsOf(desk, `sep=;\r\nReport\r\n\r\nMember ID;Points\r\nann;x\r\n`, { mode: 'add' });
    expect(lines).toEqual(['5 points must be a whole number']);
    const other = await desk.ledger.jobs.previewImport({ source: fileOf('sep=|\na|b\n'), mode: 'add' });
    expect(errorOf(other).message).toContain('comma, semicolon or tab');
  });

  test('blank rows and totals are named, and never become members', async () => {
    const desk = await openBulkDesk();
    const totals = [
      'Total',
      'TOTAL:',
      'Grand Total',
      'Sub-total',
      'Summe',
      'Razem',
      'Total général',
      'Jumlah',
      'Итого',
      '合計',
      'Totaux',
      'Total members: 2',
      'TOTAL (2)',
      'Total = 2',
      'Points total',
      'Total of all customers 1,234',
      'Summe der Punkte',
    ];
    const file = [
      'memberId,name,balance',
      'ann,Ann,5',
      ',,',
      ' , ,',
      ...totals.map((word) => `"${word}",,5`),
      ',Total,5',
    ].join('\n');
    const problems = await problemsOf(desk, file, { mode: 'opening' });
    expect(problems).toEqual([
      ...[3, 4].map((line) => `${line} null is blank, and does not say whose points they are`),
      ...[...totals, ''].map((_, index) => `${index + 5} null is a total of other rows, and no member`),
    ]);
    expect(await desk.importFile(file, { mode: 'opening' })).toMatchObject({ accepted: 1, given: 5 });
    expect(Object.keys(await desk.balances())).toEqual(['ann']);
    // Who has such a name has more beside it, or an id of its own.
    const members = 'memberId,name,balance\ntotal,Tota Ltd,1\nsum-17,,2\nTotal2,,3\nCustomer 25,,4\n';
    expect(await desk.importFile(members, { mode: 'opening' })).toMatchObject({ accepted: 4, given: 10 });
  });

  test('what marks a number as a text is taken off, as a formula too', async () => {
    const desk = await openBulkDesk();
    const file = `memberId,balance,phone\n"=""0017""",5,"=""+628123456789"""\n'0018,6,\n`;
    await desk.importFile(file, { mode: 'opening' });
    expect(await desk.balances()).toEqual({ '0017': 5, '0018': 6 });
    expect((await people(desk, '0017')).phone).toBe('+628123456789');
  });
});

describe('A lenient import', () => {
  const file = [
    'memberId,balance,name,phone,email,birthday,cardCode',
    'ann,5,Ann,12,ann@example.org,1990-02-31,C-1',
    'ben,6,Ben,+628123456789,mailto:ben@example.org,,C-1',
    'cat,7,Cat,+628123456789,,,C-2',
    'dan,x,Dan,,,,',
  ].join('\n');

  test('leaves out the cells that a row can do without, and tells them', async () => {
    const desk = await openBulkDesk();
    await desk.importFile('memberId,balance,phone,cardCode\nold,1,,C-2\n', { mode: 'opening' });
    const preview = await desk.ledger.jobs.previewImport({ source: fileOf(file), mode: 'opening', lenient: true });
    expect(valueOf(preview)).toMatchObject({ accepted: 3, rejected: 1, given: 18, leftOut: 6 });
    const job = await desk.importFile(file, { mode: 'opening', lenient: true });
    expect(job).toMatchObject({ accepted: 3, rejected: 1, given: 18 });
    expect(await people(desk, 'ann')).toMatchObject({
      phone: null,
      birthday: null,
      email: 'ann@example.org',
      cardCode: 'C-1',
    });
    expect(await people(desk, 'ben')).toMatchObject({ phone: '+628123456789', email: null, cardCode: null });
    expect(await people(desk, 'cat')).toMatchObject({ phone: null, cardCode: null });
    const { items } = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId }));
    expect(items.map(({ number, kind }) => `${number} ${kind}`)).toEqual([
      '1 cells-left-out',
      '2 cells-left-out',
      '3 cells-left-out',
      '4 bad-row',
    ]);
    let rejected = '';
    for await (const part of desk.ledger.jobs.rejectedRows({ jobId: job.jobId, source: fileOf(file) }))
      rejected += valueOf(part);
    expect(rejected.trimEnd().split('\r\n')).toHaveLength(2);
  });

  test('is nothing that an import is by itself', async () => {
    const desk = await openBulkDesk();
    expect(await desk.importFile(file, { mode: 'opening' })).toMatchObject({ accepted: 1, rejected: 3 });
    expect(Object.keys(await desk.balances())).toEqual(['cat']);
  });

  test.each(['points', 'key', 'memberId', 'expectedBalance'])('never leaves out %s', async (column) => {
    const desk = await openBulkDesk();
    await desk.enrol({ ann: 0 });
    const mode = column === 'expectedBalance' ? 'set' : 'add';
    const good = { memberId: 'ann', [mode === 'set' ? 'balance' : 'points']: '5', key: 'k' };
    const row = { ...good, [column]: ' x' };
    const text = `${Object.keys(row).join(',')}\n${Object.values(row).join(',')}\n`;
    expect(await problemsOf(desk, text, { mode, lenient: true })).toHaveLength(1);
  });
});

describe('An email', () => {
  test('that several members have names nobody, and one that moved meanwhile neither', async () => {
    const desk = await openBulkDesk();
    for (const memberId of ['ann', 'ben'])
      valueOf(await desk.ledger.enrolMember({ memberId, email: 'family@example.org' }));
    valueOf(await desk.ledger.enrolMember({ memberId: 'cat', email: 'cat@example.org' }));
    const file = 'email,points\nfamily@example.org,5\ncat@example.org,6\nnobody@example.org,7\n';
    expect(await problemsOf(desk, file, { mode: 'add' })).toEqual([
      '2 email is that of several members',
      '4 email names no member',
    ]);
    const job = await desk.importFile(file, { mode: 'add' });
    const { items } = valueOf(await desk.ledger.jobs.listProblems({ jobId: job.jobId }));
    expect(items.map(({ kind }) => kind)).toEqual(['several-members', 'unknown-member']);
    expect(await desk.balances()).toEqual({ ann: 0, ben: 0, cat: 6 });
    const set = await desk.importFile('email,balance,key\ncat@example.org,2,k\n', { mode: 'set' });
    expect(set).toMatchObject({ taken: 4 });
  });
});

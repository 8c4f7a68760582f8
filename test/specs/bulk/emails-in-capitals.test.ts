import { expect, test } from 'vitest';
import { fileOf, openBulkDesk } from '../../support/shops/bulk-desk.ts';
import { valueOf } from '../../support/specification/steps.ts';

test('a file names a member by the email in any capitals, and the preview finds the member', async () => {
  const desk = await openBulkDesk();
  valueOf(await desk.ledger.enrolMember({ memberId: 'ana', email: 'Ana@x.com' }));
  const file = 'email,points,key\nana@x.com,3,a\nANA@X.COM,4,b\nAna@x.com,5,c\n';
  expect(valueOf(await desk.ledger.jobs.previewImport({ mode: 'add', source: fileOf(file) }))).toMatchObject({
    accepted: 3,
    problems: [],
  });
  const job = await desk.importFile(file, { mode: 'add' });
  expect(job).toMatchObject({ accepted: 3, given: 12, rejected: 0 });
  expect(await desk.balances()).toEqual({ ana: 12 });
});

test('one email in two capitals is one member named twice', async () => {
  const { ledger } = await openBulkDesk();
  valueOf(await ledger.enrolMember({ memberId: 'ana', email: 'ana@x.com' }));
  const file = 'email,points\nana@x.com,3\nAna@x.com,3\n';
  expect(valueOf(await ledger.jobs.previewImport({ mode: 'add', source: fileOf(file) }))).toMatchObject({
    problems: [{ column: 'email', problem: expect.stringContaining('is the same as on line 2') as string }],
  });
});

test('two members who have one email in other capitals are several', async () => {
  const { ledger } = await openBulkDesk();
  valueOf(await ledger.enrolMember({ memberId: 'ana', email: 'Home@x.com' }));
  valueOf(await ledger.enrolMember({ memberId: 'ben', email: 'home@x.com' }));
  const source = fileOf('email,points\nHOME@x.com,3\n');
  expect(valueOf(await ledger.jobs.previewImport({ mode: 'add', source }))).toMatchObject({
    accepted: 0,
    problems: [{ column: 'email', problem: 'is that of several members' }],
  });
});

test('a member is found by the email in any capitals, which is shown as it was written', async () => {
  const { ledger } = await openBulkDesk();
  valueOf(await ledger.enrolMember({ memberId: 'ana', email: 'Ana@x.com' }));
  const found = valueOf(await ledger.findMembers({ email: 'aNA@x.com' }));
  expect(found).toMatchObject([{ memberId: 'ana', email: 'Ana@x.com' }]);
});

test('an email that is written in other capitals is still verified', async () => {
  const { ledger } = await openBulkDesk();
  valueOf(await ledger.enrolMember({ memberId: 'ana', email: 'Ana@x.com', emailVerified: true }));
  valueOf(await ledger.updateMember({ memberId: 'ana', changes: { email: 'ana@x.com' } }));
  expect(valueOf(await ledger.getMember({ memberId: 'ana' }))).toMatchObject({
    email: 'ana@x.com',
    emailVerified: true,
  });
  valueOf(await ledger.updateMember({ memberId: 'ana', changes: { email: 'anna@x.com' } }));
  expect(valueOf(await ledger.getMember({ memberId: 'ana' }))).toMatchObject({ emailVerified: false });
});

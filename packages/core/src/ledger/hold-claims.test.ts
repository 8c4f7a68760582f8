import { expect, test } from 'vitest';
import type { ProgramVersion } from '../values/ids.ts';
import type { CommandMark, Entry } from './entry.ts';
import type { HoldClaim } from './hold.ts';
import { markOfMadeGood, markOfPaid, paidClaim, paysClaim } from './hold-claims.ts';

const claim: HoldClaim = { id: 'INV-1', programVersion: 'v1' as ProgramVersion, after: 12, nth: 3, lots: [] };
const entryWith = (command: CommandMark | null, cause: Entry['cause'] = 'invoice-refunded') => ({ command, cause });

test('The mark of an entry by which a hold pays tells which claim that was', () => {
  expect(paidClaim(entryWith(markOfPaid(claim)))).toBe(12);
});

test.each<[string, ReturnType<typeof entryWith>, boolean]>([
  ['for a sale', entryWith(markOfPaid(claim)), true],
  ['for a return', entryWith(markOfPaid({ ...claim, isReturn: true })), true],
  ['for a return, in ledgers from before', entryWith(null, 'goods-returned'), true],
  ['not where points came back since what had taken them was undone', entryWith(markOfMadeGood('R-1', 3)), false],
  ['not by a command of the host', entryWith({ key: 'key:owed', fingerprint: '12' }), false],
  ['not by an entry without a command', entryWith(null), false],
])('A hold pays by an entry: %s', (_, entry, pays) => expect(paysClaim(entry)).toBe(pays));

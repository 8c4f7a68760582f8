import { emptyAccount, type MemberId, type Records } from '@pointbook/core';
import { describe, expect, test } from 'vitest';
import { isOvertaken } from './overtaken.ts';
import { ayu, budget, budi, challenge, invoice, job, profile } from './sample-ledger.ts';

const nothing: Records = {
  programVersions: new Map(),
  members: new Map(),
  profiles: new Map(),
  phones: new Map(),
  cardCodes: new Map(),
  invoices: new Map(),
  challenges: new Map(),
  budgets: new Map(),
  jobs: new Map(),
  entries: new Map(),
  commands: new Map(),
};
const found = (kind: keyof Records, record: unknown) => ({ ...nothing, [kind]: new Map([['key', record]]) });

describe('a member who was not there to be locked shows in', () => {
  const locked = new Map<MemberId, unknown>([
    [ayu, null],
    [budi, emptyAccount(budi)],
  ]);

  test.each([
    ['a profile', found('profiles', profile(ayu))],
    ['a phone', found('phones', ayu)],
    ['an invoice', found('invoices', { ...invoice('INV-1'), moves: [] })],
    ['a challenge', found('challenges', challenge('CH-1'))],
    ['a budget of the member', found('budgets', budget(`member:${ayu}`))],
  ])('%s', (_, records) => {
    expect(isOvertaken(locked, records)).toBe(true);
    expect(isOvertaken(new Map([[ayu, emptyAccount(ayu)]]), records)).toBe(false);
    expect(isOvertaken(new Map(), records)).toBe(false);
  });

  test.each([
    ["another's challenge", found('challenges', challenge('CH-1', { memberId: budi }))],
    ["another's budget", found('budgets', budget(`member:${budi}`))],
    ['a budget of a destination, whatever it looks like', found('budgets', budget(`destination:${ayu}`))],
    ['a job, which is about no member, whoever it selects', found('jobs', job('J-1', { place: { after: ayu } }))],
    ['what is not there', found('challenges', null)],
    ['no budget', found('budgets', null)],
  ])('and not in %s', (_, records) => {
    expect(isOvertaken(locked, records)).toBe(false);
  });
});

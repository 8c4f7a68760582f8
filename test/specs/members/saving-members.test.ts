import fc from 'fast-check';
import { createPointbook } from '@pointbook/core';
import { memoryStore } from '@pointbook/memory';
import { describe, expect, test } from 'vitest';
import { sampled } from '../../support/properties/sampled.ts';
import { command, enrol, given, type Step } from '../../support/specification/specification.ts';
import { warung } from '../../support/shops/warung.ts';
import { valueOf } from '../../support/value-of.ts';

type Customer = Parameters<ReturnType<typeof createPointbook>['saveMember']>[0];

function save(customer: Omit<Customer, 'memberId'>, memberId = 'C-17'): Step {
  return command('saveMember', { memberId, ...customer });
}

describe('Saving a customer of whom the till does not know whether she is a member', () => {
  test('enrols her', () =>
    given(warung())
      .when(save({ name: 'Ayu', email: null }))
      .then({
        receipt: { memberId: 'C-17', version: 1, outcome: 'enrolled', replayed: false },
        balanceOf: { 'C-17': 0 },
      }));

  test('changes what is given, where she is a member', () =>
    given(warung(), enrol('C-17', { name: 'Ayu', tier: 'gold' }))
      .when(save({ name: 'Ayu B' }))
      .then({ receipt: { version: 2, outcome: 'updated' } }));

  test('writes nothing where all is as it is given', () =>
    given(warung(), enrol('C-17', { name: 'Ayu' }))
      .when(save({ name: 'Ayu', phone: null }))
      .then({ receipt: { version: 1, outcome: 'unchanged' } }));

  test('again answers the same', () =>
    given(warung(), save({ name: 'Ayu' }), save({ name: 'Ayu B' }))
      .when(save({ name: 'Ayu B' }))
      .then({ receipt: { version: 2, outcome: 'updated', replayed: true } }));

  test('goes back to what she was called before: the last call decides', () =>
    given(warung(), save({ name: 'Ayu' }), save({ name: 'Ayu B' }))
      .when(save({ name: 'Ayu' }))
      .then({ receipt: { version: 3, outcome: 'updated', replayed: false } }));

  test('is refused where it is based on an older version', () =>
    given(warung(), save({ name: 'Ayu' }), save({ name: 'Ayu B' }))
      .when(save({ name: 'Ayu C', version: 1 }))
      .then({ error: { kind: 'member-changed', version: 2 } }));

  test('is refused where it names a version of nobody', () =>
    given(warung())
      .when(save({ name: 'Ayu', version: 1 }))
      .then({ error: 'unknown-member' }));

  test('is refused with a phone that another member has, and may be sent again without it', () =>
    given(warung(), enrol('C-18', { phone: '+628123456789' }))
      .when(save({ phone: '+62 812 345 6789' }))
      .then({ error: 'phone-taken' }));

  test('takes the mark of an email that changes', async () => {
    const ledger = createPointbook({ program: warung(), store: memoryStore() });
    await ledger.saveMember({ memberId: 'C-17', email: 'ayu@example.org', emailVerified: true });
    await ledger.saveMember({ memberId: 'C-17', email: 'other@example.org' });
    expect(valueOf(await ledger.getMember({ memberId: 'C-17' }))).toMatchObject({
      email: 'other@example.org',
      emailVerified: false,
    });
  });

  test('ends as the last word on each field, whatever was saved in between', async () => {
    const word = fc.option(fc.constantFrom('a', 'b'), { nil: null });
    const saves = fc.array(fc.record({ name: word, tier: word, cardCode: word }, { requiredKeys: [] }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(saves, async (all) => {
        const ledger = createPointbook({ program: warung(), store: memoryStore() });
        for (const each of all) expect((await ledger.saveMember({ memberId: 'C-17', ...each })).isOk()).toBe(true);
        const member = valueOf(await ledger.getMember({ memberId: 'C-17' }));
        const nobody = { name: null, tier: null, cardCode: null };
        expect(member).toMatchObject(Object.assign(nobody, ...all));
      }),
      { numRuns: sampled(100, 2000), ...sampled({ seed: 12 }, {}) },
    );
  });
});

// A member who is enrolled while a transaction waits for the locks of others: it saw nobody to lock, and reads the rest
// afterwards.
import { expect, test } from 'vitest';
import { expectSound, openRace, type RaceLedger } from './postgres-ground.ts';
import { hold, outcomeOf, plainClient, waitersFor } from './postgres-interleaving.ts';
import { valueOf } from '../support/value-of.ts';

const gift = { actor: 'ann', reason: 'a gift', direction: 'add', points: 1 } as const;

/** Starts calls that share a batch and wait for A's lock, lets something happen, and lets them go on. */
async function whileWaiting<T>(race: RaceLedger, start: () => T, meanwhile: () => Promise<unknown>): Promise<T> {
  const held = await hold(race, 'members', 'A');
  const started = start();
  await held.waitFor(1);
  await meanwhile();
  await held.letGo();
  return started;
}

test('two updates of a member who has just been enrolled are both kept', async () => {
  const race = await openRace({ A: 0 });
  const other = race.openTill();
  // Somebody else is about to enrol X: the batch waits for the outcome of that too, between its reading and its
  // writing.
  const host = await plainClient(race);
  await host.query('BEGIN');
  const waitFor = await waitersFor(race, host);
  valueOf(await other.pointbook.within(host).enrolMember({ memberId: 'X' }));
  const batch = await whileWaiting(
    race,
    () => ({
      all: Promise.all([
        outcomeOf(race.pointbook.adjustPoints({ ...gift, memberId: 'A', idempotencyKey: 'waits' })),
        outcomeOf(race.pointbook.updateMember({ memberId: 'M', changes: { name: 'Ayu' } })),
        outcomeOf(race.pointbook.enrolMember({ memberId: 'X' })),
      ]),
    }),
    async () => valueOf(await other.pointbook.enrolMember({ memberId: 'M' })),
  );
  await waitFor(1);
  const update = outcomeOf(other.pointbook.updateMember({ memberId: 'M', changes: { email: 'ayu@example.com' } }));
  await waitFor(2);
  await host.query('ROLLBACK');
  expect([...(await batch.all), await update]).toEqual(['ok', 'ok', 'ok', 'ok']);
  const { profiles, profileSaves } = await expectSound(race);
  expect(profiles.find(({ memberId }) => String(memberId) === 'M')).toMatchObject({
    name: 'Ayu',
    email: 'ayu@example.com',
    saves: [{ version: 1 }, { version: 3 }],
  });
  expect(profileSaves).toMatchObject([{ memberId: 'M', version: 2 }]);
});

test('an enrolment and a sale after it in one batch agree on whether the member is there', async () => {
  const race = await openRace({ A: 0 });
  const other = race.openTill();
  const batch = await whileWaiting(
    race,
    () => ({
      all: Promise.all([
        outcomeOf(race.pointbook.adjustPoints({ ...gift, memberId: 'A', idempotencyKey: 'waits' })),
        outcomeOf(race.pointbook.enrolMember({ memberId: 'N' })),
        outcomeOf(race.pointbook.saveInvoice({ invoiceId: 'S', memberId: 'N', currency: 'EUR', total: 5 })),
      ]),
    }),
    async () => valueOf(await other.pointbook.enrolMember({ memberId: 'N' })),
  );
  expect(await batch.all).toEqual(['ok', 'ok', 'ok']);
  expect((await expectSound(race)).entries.map(({ delta }) => delta)).toEqual([1, 5]);
});

test('a sale that is claimed for a new member meanwhile can be moved, edited and claimed by others without a mistake', async () => {
  const race = await openRace({ A: 0 });
  const other = race.openTill();
  for (const what of ['move', 'claim', 'save'] as const) {
    const [invoiceId, memberId] = [`S-${what}`, `M-${what}`];
    valueOf(await race.pointbook.saveInvoice({ invoiceId, currency: 'EUR', total: 10 }));
    const attempt = {
      move: () =>
        race.pointbook.reassignInvoice({
          invoiceId,
          toMemberId: memberId,
          actor: 'ann',
          reason: 'x',
          idempotencyKey: 'a',
        }),
      claim: () => race.pointbook.claimInvoice({ invoiceId, memberId, idempotencyKey: 'a' }),
      save: () => race.pointbook.saveInvoice({ invoiceId, memberId, currency: 'EUR', total: 11 }),
    }[what];
    const host = await plainClient(race);
    await host.query('BEGIN');
    const waitFor = await waitersFor(race, host);
    const joined = other.pointbook.within(host);
    valueOf(await joined.enrolMember({ memberId }));
    valueOf(await joined.claimInvoice({ invoiceId, memberId, idempotencyKey: 'b' }));
    const outcome = outcomeOf(attempt() as ReturnType<typeof race.pointbook.saveInvoice>);
    await waitFor(1);
    await host.query('COMMIT');
    expect(await outcome).toMatch(/^(ok|invoice-has-member|already-claimed|same-member)$/);
  }
  await expectSound(race);
});

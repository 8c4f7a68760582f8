import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, ResultAsync, safeTry } from 'neverthrow';
import { expect, onTestFinished, test } from 'vitest';
import { readSalesFile } from '../file/sales-file.ts';
import { shopDay } from '../file/shop-day.ts';
import { withLedgers } from '../ledgers.ts';
import { storyClock } from '../story-clock.ts';
import { times } from '../story.ts';
import { checkLedgers } from './check-ledgers.ts';
import { manyAtOnce } from './many-at-once.ts';
import { saveTheDay } from './save-the-day.ts';

const salesFile = fileURLToPath(new URL('../../data/online-retail-2010-12-01.csv', import.meta.url));
const day = shopDay(readSalesFile(salesFile)._unsafeUnwrap());

/** Takes the step twice after the day is saved, and says what each time came to. */
async function takeTwice() {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const clock = storyClock();
  const told = await withLedgers(join(folder, 'demo.db'), { clock, notifiers: [] }, (ledgers) => {
    const balanceOf = (memberId: string) =>
      ledgers.onSave.getBalance({ memberId }).map(({ balance }) => [memberId, balance] as const);
    const balances = () => ResultAsync.combine(day.customers.map(balanceOf)).map((all) => new Map(all));
    const step = () =>
      safeTry(async function* () {
        const answer = yield* manyAtOnce(ledgers);
        return ok({ ...answer, balances: yield* balances(), checked: yield* checkLedgers(ledgers) });
      });
    return safeTry(async function* () {
      clock.set(times.closing);
      yield* saveTheDay(ledgers, day);
      clock.set(times.manyAtOnce);
      return ok({ before: yield* balances(), first: yield* step(), second: yield* step() });
    });
  });
  return told._unsafeUnwrap();
}

test('a row that a spreadsheet has damaged is named before anything is written, and given back afterwards', async () => {
  const { first } = await takeTwice();
  expect(first.preview).toMatchObject({ records: 4, accepted: 3, given: 150 });
  expect(first.preview.problems).toEqual([expect.objectContaining({ line: 5, column: 'phone' })]);
  expect(first.rejected).toEqual([expect.objectContaining({ line: '5', phone: '4.47701E+11', points: '50' })]);
});

test('the good rows give their points, and of the gift nothing stays', async () => {
  const { before, first } = await takeTwice();
  const { imported, gift, undone, balances, checked } = first;
  expect(imported).toMatchObject({ state: 'finished', accepted: 3, rejected: 1, given: 150 });
  expect(gift.given).toBe(20 * gift.accepted);
  expect(gift.accepted).toBe([...before.values()].filter((balance) => balance <= 1_000).length);
  expect(undone).toMatchObject({ state: 'finished', accepted: gift.accepted, rejected: 0, taken: gift.given });
  const changed = [...balances].filter(([memberId, balance]) => balance !== before.get(memberId));
  expect(new Map(changed)).toEqual(
    new Map(['13047', '13748', '16098'].map((memberId) => [memberId, before.get(memberId)! + 50])),
  );
  expect(checked.findings).toEqual([]);
});

test('the second time, everything is answered as it was, and nothing is posted', async () => {
  const { first, second } = await takeTwice();
  const { jobId } = first.undone;
  expect(second).toEqual({ ...first, gift: { ...first.gift, undoneBy: jobId } });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ok, safeTry } from 'neverthrow';
import { expect, onTestFinished, test, vi } from 'vitest';
import { codeIn, customersPhone } from '../customers-phone.ts';
import { readSalesFile } from '../file/sales-file.ts';
import { shopDay } from '../file/shop-day.ts';
import { withLedgers } from '../ledgers.ts';
import { spendingWithACode } from '../report/spending-with-a-code.ts';
import { storyClock } from '../story-clock.ts';
import { tellStory } from '../story.ts';
import { checkLedgers } from './check-ledgers.ts';

const salesFile = fileURLToPath(new URL('../../data/online-retail-2010-12-01.csv', import.meta.url));
const day = shopDay(readSalesFile(salesFile)._unsafeUnwrap());

/** Tells the story to a file, to a customer who looks at this phone, or who cannot. */
function tell(file: string, isPhoneAtHand = true) {
  const clock = storyClock();
  const phone = customersPhone(80)._unsafeUnwrap();
  const atHand = isPhoneAtHand ? phone : { ...phone, messages: [] };
  return withLedgers(file, { clock, notifiers: [phone.notifier] }, (ledgers) =>
    safeTry(async function* () {
      const { withACode } = yield* tellStory(ledgers, day, { clock, phone: atHand });
      const { findings } = yield* checkLedgers(ledgers);
      return ok({ withACode, findings, messages: phone.messages });
    }),
  );
}

function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pointbook-demo-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'demo.db');
}

test('the code that the customer reads spends the points, once', async () => {
  const { withACode, findings, messages } = (await tell(newFile()))._unsafeUnwrap();
  expect(messages).toEqual([withACode.message]);
  expect(withACode.refusal).toMatchObject({ kind: 'code-required', points: 1_500 });
  const [wrong, right, again] = withACode.tries;
  expect(wrong?.outcome).toMatchObject({ kind: 'wrong-code', attemptsLeft: 4 });
  expect(right).toMatchObject({
    code: codeIn(messages[0]!),
    outcome: { state: 'redeemed', points: 1_500, value: 15_00 },
  });
  expect(again).toEqual({ ...right, outcome: { ...right?.outcome, replayed: true } });
  expect(findings).toEqual([]);
});

test('a second run sends no message, and finds what the first one spent', async () => {
  const file = newFile();
  const first = (await tell(file))._unsafeUnwrap();
  const second = (await tell(file))._unsafeUnwrap();
  expect(second.messages).toEqual([]);
  expect(second.withACode).toEqual({
    refusal: first.withACode.refusal,
    request: { ...first.withACode.request, state: 'used', sent: null, replayed: true },
    message: null,
    tries: [],
    spentBefore: expect.objectContaining({ cause: 'hold-captured', delta: -1_500 }) as object,
  });
});

test('a run after one that ended before the code was entered ends well', async () => {
  const file = newFile();
  expect((await tell(file, false)).isErr()).toBe(true);
  const { withACode, findings } = (await tell(file))._unsafeUnwrap();
  expect(withACode).toMatchObject({ message: null, tries: [], spentBefore: null });
  expect(spendingWithACode(withACode, 78).at(-1)).toContain('No code was entered then');
  expect(findings).toEqual([]);
});

test('there is no phone in production, where codes are not to be shown', () => {
  vi.stubEnv('NODE_ENV', 'production');
  onTestFinished(() => void vi.unstubAllEnvs());
  expect(customersPhone(80)._unsafeUnwrapErr().kind).toBe('not-for-production');
});

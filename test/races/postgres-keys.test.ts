import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whatItDid } from '../support/specification/what-it-did.ts';
import { expectSound, openRace } from './postgres-ground.ts';
import { startWorkers, type Worker } from './postgres-workers.ts';
import type { Verb } from './workers/postgres-jobs.ts';

const processes = 4;
let workers: readonly Worker[] = [];

beforeAll(async () => {
  workers = await startWorkers(processes);
});
afterAll(() => {
  for (const worker of workers) worker.kill();
});

/** A command, and for each of its fields, but those that name it, another value; undefined leaves it out. */
const commands: readonly { verb: Verb; command: object; others: Record<string, unknown> }[] = [
  {
    verb: 'adjustPoints',
    command: {
      memberId: 'M',
      points: 10,
      direction: 'deduct',
      actor: 'ann',
      reason: 'a reason',
      comment: 'a comment',
      reference: 'letter 1',
      idempotencyKey: 'the key',
    },
    others: {
      points: 11,
      direction: 'add',
      actor: 'bob',
      reason: 'another',
      comment: undefined,
      reference: 'letter 2',
    },
  },
  {
    verb: 'saveInvoice',
    command: {
      invoiceId: 'S',
      revision: 1,
      memberId: 'M',
      currency: 'EUR',
      total: 110,
      lines: [{ net: 110 }],
      soldAt: new Date('2026-03-02T10:00:00Z'),
      actor: 'ann',
    },
    others: {
      memberId: undefined,
      currency: 'USD',
      total: 111,
      lines: [{ net: 109 }],
      soldAt: new Date('2026-03-02T10:00:01Z'),
      actor: 'bob',
      tax: 1,
    },
  },
  {
    verb: 'redeemPoints',
    command: { memberId: 'M', redemptionId: 'R', points: 7, saleTotal: 70, actor: 'ann' },
    others: { points: 8, saleTotal: 71, actor: 'bob' },
  },
];

describe('one command many times at once, on one PostgreSQL', () => {
  test.each(commands)(
    '[17, 18, 19] $verb 100 times from four processes: one effect, one receipt; with another field, nothing',
    async ({ verb, command, others }) => {
      const race = await openRace({ M: 500 });
      const order = { ...race.ground, verb, command, times: 100 / processes };
      const answers = (await Promise.all(workers.map((worker) => worker.do('send', order)))).flat();
      expect(answers).toHaveLength(100);
      expect(answers[0]).toHaveProperty('ok');
      const receipts = answers.map((answer) => whatItDid((answer as { readonly ok?: unknown }).ok));
      for (const receipt of receipts) expect(receipt).toEqual(receipts[0]);
      const before = await expectSound(race);
      expect(before.entries).toHaveLength(2);

      for (const [field, value] of Object.entries(others)) {
        const changed: Record<string, unknown> = { ...command, [field]: value };
        if (value === undefined) Reflect.deleteProperty(changed, field);
        const sent = await Promise.all(
          workers.map((worker) => worker.do('send', { ...order, command: changed, times: 2 })),
        );
        for (const answer of sent.flat()) expect([field, answer]).toEqual([field, { error: 'idempotency-key-reused' }]);
      }
      expect(await race.dump()).toEqual(before);
    },
  );
});

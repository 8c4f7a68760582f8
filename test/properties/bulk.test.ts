import type { Entry } from '@pointbook/core';
import { accounts } from '@pointbook/core/plugin';
import type { JobReceipt, MembersQuery, PointsChangeQuery } from '@pointbook/core/jobs';
import { verify } from '@pointbook/core/verify';
import { auditLedger, histories, programs, runOperations } from '@pointbook/testing';
import { describe, expect } from 'vitest';
import { pointsByLot } from '../support/specification/points-by-lot.ts';
import { property, type World } from '../support/properties/worlds.ts';
import fc from 'fast-check';
import { valueOf } from '../support/value-of.ts';

const stated = { actor: 'staff-3', reason: 'Eid gift', comment: 'A gift' };

const selections: fc.Arbitrary<MembersQuery> = fc.oneof(
  fc.constant({ everyone: true } as const),
  fc.subarray(['M1', 'M2', 'M3', 'nobody'], { minLength: 1 }).map((ids) => ({ ids })),
  fc.integer({ min: -5, max: 60 }).map((balanceFrom) => ({ filter: { balanceFrom } })),
  fc.record({ balanceTo: fc.integer({ min: 0, max: 60 }) }).map((filter) => ({ filter, page: { limit: 2 } })),
);
const changes: fc.Arbitrary<PointsChangeQuery> = fc.oneof(
  fc.integer({ min: 1, max: 200 }).map((add) => ({ add })),
  fc.integer({ min: 1, max: 60 }).map((deduct) => ({ deduct })),
  fc.integer({ min: 0, max: 60 }).map((set) => ({ set })),
);
/** Each number is a process that works on the job in chunks of that size, for one chunk; the last one finishes it. */
const workers = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 });

async function work({ pointbook }: World, jobId: string, sizes: readonly number[]): Promise<JobReceipt> {
  for (const chunkSize of sizes.slice(1))
    for await (const step of pointbook.jobs.runJob({ jobId, chunkSize })) if (step.isOk()) break;
  let last: JobReceipt | undefined;
  for await (const step of pointbook.jobs.runJob({ jobId, chunkSize: sizes[0] ?? 1 })) last = valueOf(step);
  return last ?? expect.fail('a job ends with a step');
}

describe('bulk', () => {
  property(
    '[25] a bulk adjustment is the same adjustments one by one, in any chunks and by any number of workers',
    fc.tuple(programs(), histories({ maxLength: 8 }), selections, changes, workers),
    async (trial, [program, operations, members, change, sizes]) => {
      const [inBulk, byHand] = [await trial.open(program), await trial.open(program)];
      for (const world of [inBulk, byHand]) await runOperations(world, operations);

      const preview = valueOf(await inBulk.pointbook.jobs.previewBulk({ members, change }));
      valueOf(await inBulk.pointbook.jobs.startBulk({ jobId: 'job', members, change, ...stated }));
      const job = await work(inBulk, 'job', sizes);

      const accepted = await adjustOneByOne(byHand, members, change);
      expect(job.accepted).toBe(accepted);
      expect(preview).toMatchObject({ members: job.seen, accepted, rejected: job.rejected, given: job.given });
      const [one, other] = [await inBulk.dump(), await byHand.dump()];
      expect(one.members).toEqual(other.members);
      expect(one.notes).toEqual(other.notes);
      expect(one.entries.map(withoutOrigin)).toEqual(other.entries.map(withoutOrigin));
      expect(auditLedger(one)).toEqual([]);
      trial.reached('accepted', Number(job.accepted > 0));
      trial.reached('rejected', Number(job.rejected > 0));
      trial.reached('skipped', Number(job.skipped > 0));
      trial.reached('some of three', Number(job.seen > 0 && job.seen < 3));
    },
    ['accepted', 'rejected', 'skipped', 'some of three'],
    0.5,
  );

  property(
    'a job that is undone at once leaves no trace, where no member is in debt and no points end at once',
    fc.tuple(programs(), histories({ maxLength: 8 }), selections, changes, workers),
    async (trial, [program, operations, members, change, sizes]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      // What is due is posted first, for the bulk adjustment would post it too.
      valueOf(await world.pointbook.expireDue());
      const before = await accountsOf(world);
      const points = before.map(({ sequence: _sequence, ...account }) => account);
      if (before.some(({ debt }) => debt > 0)) return;
      valueOf(await world.pointbook.jobs.startBulk({ jobId: 'job', members, change, ...stated }));
      const job = await work(world, 'job', sizes);
      const { entries } = await world.dump();
      const posted = new Map(before.map(({ memberId, sequence }) => [memberId, sequence]));
      if (entries.some(({ kind, memberId, sequence }) => kind === 'expiry' && sequence > (posted.get(memberId) ?? 0)))
        return;
      valueOf(await world.pointbook.jobs.undoJob({ jobId: 'undo', undoes: 'job', ...stated }));
      const undo = await work(world, 'undo', sizes);
      expect(undo).toMatchObject({ given: job.taken, taken: job.given, accepted: job.accepted, rejected: 0 });
      expect(await accountsOf(world)).toMatchObject(points);
      expect(auditLedger(await world.dump())).toEqual([]);
      trial.reached('given back', Number(undo.given > 0));
      trial.reached('taken back', Number(undo.taken > 0));
    },
    ['given back', 'taken back'],
    0.5,
  );

  property(
    'what is undone later leaves the ledger sound, and no debt that was not there',
    fc.tuple(
      programs(),
      histories({ maxLength: 6 }),
      histories({ maxLength: 6 }),
      changes,
      workers,
      fc.nat({ max: 3 }),
    ),
    async (trial, [program, operations, meanwhile, change, sizes, chunks]) => {
      const world = await trial.open(program);
      await runOperations(world, operations);
      valueOf(await world.pointbook.jobs.startBulk({ jobId: 'job', members: { everyone: true }, change, ...stated }));
      let done = 0;
      for await (const step of world.pointbook.jobs.runJob({ jobId: 'job', chunkSize: 1 }))
        if (step.isErr() || ++done > chunks) break;
      await runOperations(world, meanwhile);
      const debts = new Map((await accountsOf(world)).map(({ memberId, debt }) => [memberId, debt]));
      valueOf(await world.pointbook.jobs.stopJob({ jobId: 'job' }));
      valueOf(await world.pointbook.jobs.undoJob({ jobId: 'undo', undoes: 'job', ...stated }));
      const undo = await work(world, 'undo', sizes);
      for (const { memberId, debt } of await accountsOf(world))
        expect(debt).toBeLessThanOrEqual(debts.get(memberId) ?? 0);
      expect(auditLedger(await world.dump())).toEqual([]);
      expect(valueOf(await verify(world.pointbook)).findings).toEqual([]);
      const problems = valueOf(await world.pointbook.jobs.listProblems({ jobId: 'undo', limit: 1000 })).items;
      trial.reached('shortfall', Number(problems.some(({ kind }) => kind === 'shortfall')));
      trial.reached('whole', Number(undo.accepted > 0 && problems.length === 0));
    },
    ['shortfall', 'whole'],
    0.5,
  );
});

/** The same by hand, for each of the members in turn; how many were changed. */
async function adjustOneByOne({ pointbook }: World, members: MembersQuery, change: PointsChangeQuery): Promise<number> {
  let accepted = 0;
  for (const memberId of await selected(pointbook, members)) {
    const command = { memberId, ...stated, idempotencyKey: 'by hand' };
    if (change.set === undefined) {
      const direction = change.add === undefined ? 'deduct' : 'add';
      const points = change.add ?? change.deduct ?? 0;
      accepted += Number((await pointbook.adjustPoints({ ...command, points, direction })).isOk());
    } else {
      const balance = await pointbook.getBalance({ memberId });
      if (balance.isOk() && balance.value.balance === change.set) continue;
      accepted += Number((await pointbook.setBalance({ ...command, balance: change.set })).isOk());
    }
  }
  return accepted;
}

async function selected(pointbook: World['pointbook'], { ids, filter, page }: MembersQuery): Promise<string[]> {
  if (ids) return [...ids];
  const members = valueOf(await pointbook.ports.reads.page(accounts, null, 100));
  const { balanceFrom = -Infinity, balanceTo = Infinity } = filter ?? {};
  const all: string[] = [];
  for (const { account } of members) {
    const { balance } = valueOf(await pointbook.getBalance({ memberId: account.memberId }));
    if (balance >= balanceFrom && balance <= balanceTo) all.push(account.memberId);
  }
  return page ? all.slice(0, page.limit) : all;
}

async function accountsOf(world: World) {
  const { members } = await world.dump();
  return members.map(({ account }) => ({
    memberId: account.memberId,
    balance: account.balance,
    debt: account.debt,
    sequence: account.sequence,
    lots: pointsByLot(account.lots, world.clock.now()),
  }));
}

function withoutOrigin({ command: _command, reference, ...entry }: Entry) {
  return { ...entry, reference: reference?.type === 'job' ? null : reference };
}

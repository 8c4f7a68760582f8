import { type Account, createPointbook, type Entry, type ProgramDefinition } from '@pointbook/core';
import { verify } from '@pointbook/core/verify';
import {
  auditLedger,
  type FakeClock,
  histories,
  type LedgerDump,
  type Operation,
  operationRunner,
  type Outcome,
  programs,
} from '@pointbook/testing';
import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { pointsByLot } from '../support/specification/points-by-lot.ts';
import { postOffice } from '../support/shops/post-office.ts';
import { property, type World } from '../support/properties/worlds.ts';
import { valueOf } from '../support/value-of.ts';

const years = 3653 * 86_400_000;
const correction = { actor: 'ann', idempotencyKey: 'the clock was wrong' };

/** A ledger that believes any clock, and can correct what one has done. */
function believing(world: World, program: ProgramDefinition) {
  const office = postOffice();
  const pointbook = createPointbook({
    program,
    store: world.store,
    clock: world.clock,
    clockCheck: false,
    plugins: office.equipment.plugins,
  });
  return { ...world, pointbook, lastCode: office.code };
}

const today = (now: number, timeZone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(now);

/** Runs steps under a clock that is so far ahead; then it is set. */
async function runAhead(
  { clock }: { readonly clock: FakeClock },
  ahead: number,
  run: (operation: Operation) => Promise<Outcome | null>,
  steps: readonly Operation[],
): Promise<(Outcome | null)[]> {
  clock.advance(ahead);
  const outcomes: (Outcome | null)[] = [];
  for (const step of steps) outcomes.push(await run(step));
  clock.advance(-ahead);
  return outcomes;
}

describe('the way back after a clock was years ahead', () => {
  const still = { clockBack: false, sweeps: true } as const;

  property(
    '[12, 22, 28] gives each member what the same history has under a right clock',
    fc.tuple(
      fc.oneof(programs({ clawback: 'allow-debt' }), programs({ clawback: 'within-balance' })),
      histories(still),
      histories({ ...still, time: false, maxLength: 6 }),
    ),
    async (trial, [generated, before, during]) => {
      const program = restorableProgram(generated);
      const [right, wrong] = [await trial.open(program), await trial.open(program)].map((world) =>
        believing(world, program),
      ) as [ReturnType<typeof believing>, ReturnType<typeof believing>];
      const [runRight, runWrong] = [operationRunner(right), operationRunner(wrong)];
      for (const step of before) {
        await runRight(step);
        await runWrong(step);
      }
      const steps: Operation[] = [{ verb: 'sweep' }, ...restorable(before, during.slice(3)), { verb: 'sweep' }];
      const outcomes = await runAhead(right, 0, runRight, steps);
      const others = await runAhead(wrong, years, runWrong, steps);
      const kept = await wrong.dump();
      const found = await foundAhead(wrong);
      expect(await wrong.dump()).toEqual(kept);
      const set = await wrong.pointbook.clock.setBack({
        today: today(wrong.clock.now(), program.timeZone ?? ''),
        ...correction,
      });
      expect(set.isOk() || set.error.kind === 'clock-not-ahead').toBe(true);
      expect(found).toEqual(set.isOk() ? { members: set.value.members, points: set.value.points } : nobody);
      trial.reached('points that came back', set.isOk() ? Math.sign(set.value.points) : 0);
      expect(valueOf(await verify(wrong.pointbook)).findings).toEqual([]);
      const dump = await wrong.dump();
      expect(auditLedger(dump)).toEqual([]);
      // What the wrong clock refused left nothing that could be brought back.
      if (JSON.stringify(outcomes.map(kindOf)) !== JSON.stringify(others.map(kindOf))) return;
      // What ended by the wrong clock alone has a sequence, too: commands that name one may mean another entry.
      if (JSON.stringify(reversedIn(await right.dump())) !== JSON.stringify(reversedIn(dump))) return;
      trial.reached('the same answers');
      await right.pointbook.expireDue();
      // What the wrong clock held, or ended, is released.
      const left = new Map(dump.members.map(({ account }) => [account.memberId, account]));
      for (const { memberId, holds } of await accountsOf(right))
        for (const { redemptionId } of holds)
          if (!left.get(memberId)?.holds.some((hold) => hold.redemptionId === redemptionId))
            valueOf(await right.pointbook.releaseHold({ memberId, redemptionId }));
      // What ended by a right clock, too, keeps its balances, but maybe not its ends.
      const isEnded = (await right.dump()).entries.some(({ kind }) => kind === 'expiry');
      trial.reached(isEnded ? 'points that ended' : 'nothing that ended');
      const now = right.clock.now();
      // What came back, or was reversed, has the ends of the lots that it was taken from then.
      const isBack = dump.entries.some(({ cause, postedAt }) => isReturn(cause) && postedAt > now);
      const hasEnds =
        !isEnded && !isBack && !dump.members.some(({ account }) => isTakenOfHeld(entriesOf(dump, account)));
      trial.reached('ends', Number(hasEnds));
      for (const account of await accountsOf(right)) {
        const other = left.get(account.memberId);
        // A member to whom nothing was posted is not ahead.
        if (!entriesOf(dump, account).some(({ cause }) => cause === 'clock-corrected')) continue;
        expect(other?.balance).toBe(account.balance);
        if (hasEnds) expect(other && pointsOf(other, now)).toEqual(pointsOf(account, now));
      }
    },
    ['points that came back', 'the same answers', 'points that ended', 'nothing that ended', 'ends'],
    0.5,
  );
});

const nobody = { members: 0, points: 0 };

/** What a correction is said to do before it is done. */
async function foundAhead({ pointbook }: ReturnType<typeof believing>): Promise<typeof nobody> {
  const sum = { ...nobody };
  for await (const row of pointbook.clock.findAhead()) {
    sum.members += 1;
    sum.points += valueOf(row).points;
  }
  return sum;
}

/**
 * A program without what the correction leaves as it was: days of grace, and caps of a day on which only the clock
 * sold.
 */
function restorableProgram({ earn, refund, ...program }: ProgramDefinition): ProgramDefinition {
  const { perDay: _ofProgram, ...cap } = earn.cap ?? {};
  const rules = earn.rules.map(({ cap: { perDay: _ofRule, ...ofRule } = {}, ...rule }) => ({ ...rule, cap: ofRule }));
  return { ...program, dayStartsAt: '00:00', earn: { ...earn, cap, rules }, refund: { ...refund, graceDays: 0 } };
}

/**
 * Steps whose work can be restored as it would have been: a balance that was set is that balance, whatever a right
 * clock would have made of it, and a date that was corrected does not move points that the clock had ended.
 */
function restorable(before: readonly Operation[], during: readonly Operation[]): Operation[] {
  const saved = new Set(before.flatMap((step) => (step.verb === 'saveInvoice' ? [step.command.invoiceId] : [])));
  return during.flatMap((step): Operation[] => {
    if (step.verb === 'setBalance') return [];
    if (step.verb !== 'saveInvoice') return [step];
    const { soldAt: _corrected, ...undated } = step.command;
    const isKnown = saved.has(step.command.invoiceId);
    saved.add(step.command.invoiceId);
    return [isKnown ? { ...step, command: undated } : step];
  });
}

function isReturn(cause: string): boolean {
  return cause === 'points-returned' || cause === 'redemption-undone' || cause === 'entry-reversed';
}

/** Whether a correction took points of a sale, once it had released a hold: these may be among those. */
function isTakenOfHeld(entries: readonly Entry[]): boolean {
  const at = entries.findIndex(({ cause }) => cause === 'clock-corrected');
  return at !== -1 && entries.length > at + 1 && entries[at - 1]?.cause === 'hold-released';
}

function entriesOf({ entries }: LedgerDump, { memberId }: Account): readonly Entry[] {
  return entries.filter((entry) => entry.memberId === memberId).sort((a, b) => a.sequence - b.sequence);
}

function kindOf(outcome: Outcome | null): string {
  return outcome?.error?.kind ?? 'ok';
}

/** The commands that wrote the entries that were reversed. */
function reversedIn({ entries }: LedgerDump): readonly unknown[] {
  return entries
    .filter(({ cause }) => cause === 'entry-reversed')
    .map(({ memberId, reference }) =>
      entries.find((entry) => entry.memberId === memberId && String(entry.sequence) === reference?.id),
    )
    .map((entry) => [entry?.memberId, entry?.command]);
}

async function accountsOf({ dump }: Pick<World, 'dump'>): Promise<readonly Account[]> {
  return (await dump()).members.map(({ account }) => account);
}

/** Points by their ends, and those that are held. */
function pointsOf({ lots, holds, debt, balance }: Account, now: number): object {
  return { lots: pointsByLot(lots, now), held: holds.map(({ redemptionId }) => redemptionId), debt, balance };
}

import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type Account,
  type ActorId,
  type IdempotencyKeyReused,
  type InvoiceId,
  type MemberId,
  type Overloaded,
  type StoreError,
  storeError,
  type UnknownMember,
} from '../../index.ts';
import { accounts, type Book, invoices, memberOf, type RefusedReaction, type Task } from '../../plugin.ts';
import { commandRef, entryOfCommand, ledgerHolds, type Posting } from '../../till.ts';
import { hostKeyReused, pointsIn } from '../../values.ts';
import { putPosting } from '../../ledger/put-posting.ts';
import type { ClockHost } from './clock-host.ts';
import type { RightTime } from './right-time.ts';
import { correctAccount, type Correction } from './correct-account.ts';
import { type Found, forgivenIn, lotsOf, salesThatForgave } from './forgiven-then.ts';
import { payForReturn, returnOf } from '../../sales/settling/forgiven-return.ts';
import { withForgiven } from '../../sales/settling/forgiven-points.ts';
import { salesInQuestion } from './sales-in-question.ts';
import { type Correcting, correctSale } from './correct-sale.ts';
import { accountsAhead } from './accounts-ahead.ts';
import { replayingIn } from './replaying-in.ts';
import { readWrongStretch, salesNamed, type WrongStretch } from './wrong-stretch.ts';

type Failure = IdempotencyKeyReused | Overloaded | RefusedReaction | StoreError;

/** Members whose corrections may share a commit. */
const together = 50;
/** How often a member is read anew who goes on buying meanwhile. */
const mostTries = 20;

/** Corrects a member, or all who are ahead. Each is one commit; those at the same time may share it. */
export async function correctMembers(
  host: ClockHost,
  memberId: MemberId | null,
  correction: Correction,
  time: RightTime,
): Promise<Result<void, Failure | UnknownMember>> {
  const questions = await salesInQuestion(host.reads);
  if (questions.isErr()) return err(questions.error);
  for await (const page of accountsAhead(host.reads, memberId, time.until)) {
    if (page.isErr()) return err(page.error);
    for (let from = 0; from < page.value.length; from += together) {
      const some = page.value.slice(from, from + together);
      const done = some.map((account) => {
        const sales = questions.value.get(account.memberId) ?? [];
        return new ResultAsync(correctOne(host, account, sales, correction, time));
      });
      const all = await ResultAsync.combine(done);
      if (all.isErr()) return err(all.error);
    }
  }
  return ok();
}

async function correctOne(
  host: ClockHost,
  { memberId }: Account,
  inQuestion: readonly InvoiceId[],
  correction: Correction,
  time: RightTime,
): Promise<Result<void, Failure>> {
  const done = await onWrongStretch(host, memberId, time, (stretch) =>
    correctionOf(memberId, stretch, inQuestion, correction, time),
  );
  return done.map(() => undefined);
}

/**
 * Decides on what was posted while the clock was ahead, once the account stands still for it; null where nothing was.
 *
 * @param taskOf - Decides, or answers null where the account has changed since its entries were read: they are read
 * again.
 */
export async function onWrongStretch<Done, Failed>(
  { reads, engine }: ClockHost,
  memberId: MemberId,
  { until }: RightTime,
  taskOf: (stretch: WrongStretch) => Task<Done | null, Failed>,
): Promise<Result<Done | null, Failed | Overloaded | StoreError>> {
  for (let tries = 1; tries <= mostTries; tries++) {
    const stretch = await readWrongStretch(reads, memberId, until);
    if (stretch.isErr()) return err(stretch.error);
    if (stretch.value === null) return ok(null);
    const done = await engine.run(taskOf(stretch.value));
    if (done.isErr()) return err(done.error);
    if (done.value !== null) return ok(done.value);
  }
  const message = `The member ${JSON.stringify(memberId)} changed again and again meanwhile: send the command again.`;
  return err(storeError({ kind: 'store-locked', message }));
}

/** Corrects one member, unless the account has changed since its entries were read: then it answers null. */
function correctionOf(
  memberId: MemberId,
  stretch: WrongStretch,
  inQuestion: readonly InvoiceId[],
  correction: Correction,
  time: RightTime,
): Task<Posting | null, IdempotencyKeyReused | RefusedReaction> {
  const key = `key:${correction.idempotencyKey}` as const;
  const sales = new Set([...inQuestion, ...salesNamed(stretch)]);
  // A balance that was set is right, whatever was forgiven before.
  const takesGone = !stretch.entries.some(({ cause }) => cause === 'balance-set');
  const { actor } = correction;
  return {
    reads: [accounts.at(memberId), commandRef({ memberId, key }), ...[...sales].map((id) => invoices.at(id))],
    decide(book) {
      const member = memberOf(book, memberId);
      if (member === null || member.account.sequence !== stretch.entries.at(-1)?.sequence) return ok(null);
      if (entryOfCommand(book, { memberId, key }) !== null) return err(hostKeyReused(key));
      const forgiven = forgivenIn(member, stretch);
      const wrong = { ...stretch, current: member.account, forgiven };
      const { posting, found } = correctAccount(wrong, correction, replayingIn(book, time));
      const taking = { actor, found, since: stretch.before.sequence, takesGone };
      let corrected: Correcting = { posting, activity: member.activity };
      for (const id of new Set([...sales, ...salesThatForgave(forgiven)]))
        corrected = correctSale(book, corrected, id, taking, time);
      for (const each of found) if (each.of.isReturn) corrected = takeForReturn(book, corrected, each, actor);
      putPosting(book, corrected, corrected.posting);
      return ok(corrected.posting);
    },
  };
}

/** Takes what was there when a return without a sale forgave it. */
function takeForReturn(book: Book, { posting, activity }: Correcting, found: Found, actor: ActorId): Correcting {
  const { of, taken } = found;
  const returning = returnOf(book, posting.account.memberId, of);
  ledgerHolds(returning !== null, 'a return that forgave is an entry');
  return {
    posting: payForReturn(book, posting, returning, lotsOf(posting, found), actor),
    activity: withForgiven(activity, of, 0, -pointsIn(taken)),
  };
}

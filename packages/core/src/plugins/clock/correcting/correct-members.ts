import { err, ok, type Result, ResultAsync } from 'neverthrow';
import {
  type Account,
  type ActorId,
  type IdempotencyKeyReused,
  type InvoiceId,
  type MemberId,
  type Overloaded,
  type StoreError,
  type UnknownMember,
} from '../../../index.ts';
import { accounts, type Book, invoices, memberOf, type RefusedReaction, type Task } from '../../../plugin.ts';
import { commandRef, entryOfCommand, ledgerHolds, type Posting } from '../../../till.ts';
import { hostKeyReused, pointsIn } from '../../../values.ts';
import { putPosting } from '../../../ledger/put-posting.ts';
import type { ClockHost } from '../clock-host.ts';
import type { RightTime } from '../right-time.ts';
import { correctAccount, type Correction } from './correct-account.ts';
import { type Found, forgivenIn, lotsOf, salesThatForgave } from '../forgiven/found-points.ts';
import { payForReturn, returnOf } from '../../../sales/settling/forgiven/forgiven-return.ts';
import { withForgiven } from '../../../sales/settling/forgiven/forgiven-points.ts';
import { salesTakenBack } from './sales-taken-back.ts';
import { type Correcting, correctSale } from './correct-sale.ts';
import { accountsAhead } from '../ahead/accounts-ahead.ts';
import { replayContextIn } from '../replay/replay-context.ts';
import { onWrongStretch } from '../ahead/on-wrong-stretch.ts';
import { salesNamed, type WrongStretch } from '../ahead/wrong-stretch.ts';

type Failure = IdempotencyKeyReused | Overloaded | RefusedReaction | StoreError;

/** Members whose corrections may share a commit. */
const together = 50;

/** Corrects a member, or all who are ahead. Each is one commit; those at the same time may share it. */
export async function correctMembers(
  host: ClockHost,
  memberId: MemberId | null,
  correction: Correction,
  time: RightTime,
): Promise<Result<void, Failure | UnknownMember>> {
  const sales = await salesTakenBack(host.reads);
  if (sales.isErr()) return err(sales.error);
  for await (const page of accountsAhead(host.reads, memberId, time.until)) {
    if (page.isErr()) return err(page.error);
    for (let from = 0; from < page.value.length; from += together) {
      const some = page.value.slice(from, from + together);
      const done = some.map((account) => {
        const otherSales = sales.value.get(account.memberId) ?? [];
        return new ResultAsync(correctOne(host, account, otherSales, correction, time));
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
  otherSales: readonly InvoiceId[],
  correction: Correction,
  time: RightTime,
): Promise<Result<void, Failure>> {
  const done = await onWrongStretch(host, memberId, time, (stretch) =>
    correctionOf(memberId, stretch, otherSales, correction, time),
  );
  return done.map(() => undefined);
}

/** Corrects one member, unless the account has changed since its entries were read: then it answers null. */
function correctionOf(
  memberId: MemberId,
  stretch: WrongStretch,
  otherSales: readonly InvoiceId[],
  correction: Correction,
  time: RightTime,
): Task<Posting | null, IdempotencyKeyReused | RefusedReaction> {
  const key = `key:${correction.idempotencyKey}` as const;
  const sales = new Set([...otherSales, ...salesNamed(stretch)]);
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
      const { posting, found } = correctAccount(wrong, correction, replayContextIn(book, time));
      const taking = { actor, found, since: stretch.before.sequence, takesGone };
      let corrected: Correcting = { posting, activity: member.activity };
      for (const id of new Set([...sales, ...salesThatForgave(forgiven)]))
        corrected = correctSale(book, corrected, id, taking, time);
      for (const each of found) if (each.forgiven.isReturn) corrected = takeForReturn(book, corrected, each, actor);
      putPosting(book, corrected, corrected.posting);
      return ok(corrected.posting);
    },
  };
}

/** Takes what was there when a return without a sale forgave it. */
function takeForReturn(book: Book, { posting, activity }: Correcting, found: Found, actor: ActorId): Correcting {
  const { forgiven, taken } = found;
  const returning = returnOf(book, posting.account.memberId, forgiven);
  ledgerHolds(returning !== null, 'a return that forgave is an entry');
  return {
    posting: payForReturn(book, posting, returning, lotsOf(posting, found), actor),
    activity: withForgiven(activity, forgiven, 0, -pointsIn(taken)),
  };
}

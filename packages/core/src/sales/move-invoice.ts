import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import type { CommandMark, EntryCause } from '../ledger/entry.ts';
import { entryOfCommand, notes } from '../ledger/ledger-kinds.ts';
import { frozenOf } from './invoice/frozen-of.ts';
import { type InvoiceRecord, nothingPosted } from './invoice/invoice-record.ts';
import type { IdempotencyKeyReused, PointsOverflow, UnknownMember } from '../values/errors.ts';
import type { ClawbackRefused } from './invoice/failures.ts';
import { hostKeyReused, unknownMember } from '../values/failures.ts';
import { paymentsOf } from './invoice/payment-record.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import type { Buyer } from './invoice/buyer.ts';
import { carriedOverBy } from './settling/posted/carried-over.ts';
import { freezeContext } from './worth/entitlement.ts';
import { frozenFor } from './invoice/previous-owners.ts';
import { type OpenInvoice, findBuyerOf, type RulesAndBuyer } from './invoice/open-invoice.ts';
import { type InvoiceOutcome, putOutcome } from './settling/outcome/put-settlement.ts';
import { revokeInvoice, settleInvoice } from './settling/settle-invoice.ts';
import { type TooManyChanges, checkRoom } from './invoice/too-many-changes.ts';

/** Where an invoice goes, and by which command. */
export interface Move {
  readonly to: MemberId;
  readonly cause: EntryCause & ('invoice-claimed' | 'invoice-reassigned');
  readonly actor: ActorId;
  readonly reason: string | null;
  readonly command: CommandMark;
}

type Failure = ClawbackRefused | IdempotencyKeyReused | PointsOverflow | TooManyChanges | UnknownMember;

/** Gives an invoice to a member: taken back from the one it had, earned by the new one, in one commit. */
export function moveInvoice(book: Book, { record, ...from }: OpenInvoice, move: Move): Result<InvoiceOutcome, Failure> {
  const { to, cause, actor, command } = move;
  if (entryOfCommand(book, { memberId: to, key: command.key }) !== null) return err(hostKeyReused(command.key));
  const tooMany = checkRoom(record, 'moves', record.moves.length + 1);
  if (tooMany) return err(tooMany);
  const target = findBuyerOf(book, { programVersion: record.programVersion, memberId: to });
  if (target === null) return err(unknownMember(to));
  const stays = record.memberId === to;
  const carriedOver = stays ? ok(null) : carriedOverBy(book, record, from.rules);
  if (carriedOver.isErr()) return err(carriedOver.error);
  const order = {
    payments: () => paymentsOf(book, record),
    rules: from.rules,
    at: book.now,
    cause,
    stays,
    carriedOver: carriedOver.value,
    actor,
  };
  const revoked =
    stays || from.buyer === null ? null : revokeInvoice(book, { ...order, record, buyer: from.buyer, command: null });
  if (revoked?.isErr()) return err(revoked.error);
  const leaver = revoked?.isOk() ? revoked.value : null;
  const facts = stays ? record : named(record, to, target);
  return settleInvoice(book, { ...order, record: facts, buyer: target.buyer, command }).map((settlement) => {
    if (settlement.buyer) putNote(book, settlement.buyer, move);
    const previousOwner = frozenOf(leaver?.record ?? record);
    return putOutcome(book, settlement, {
      others: leaver?.buyer ? [leaver.buyer] : [],
      withDone: (after, did) => ({ ...after, moves: [...record.moves, { memberId: to, command, did, previousOwner }] }),
    });
  });
}

function named(record: InvoiceRecord, memberId: MemberId, { rules, buyer, profile }: RulesAndBuyer): InvoiceRecord {
  const before = frozenFor(record, memberId);
  const context = before ? before.context : buyer && freezeContext(rules, profile);
  return { ...record, memberId, context, posted: before?.posted ?? nothingPosted };
}

/** The reason stands beside the entry that the command wrote. */
function putNote(book: Book, { posting }: Buyer, { command, reason }: Move): void {
  const entry = posting.entries.find((each) => each.command === command);
  if (entry === undefined || reason === null) return;
  book.append(notes, { memberId: entry.memberId, sequence: entry.sequence, reason, comment: null });
}

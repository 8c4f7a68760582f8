import type { CommandMark, EntryCause } from '../ledger/entry.ts';
import type { ClawbackRefused, IdempotencyKeyReused, PointsOverflow, UnknownMember } from '../values/errors.ts';
import { hostKeyReused, unknownMember } from '../values/failures.ts';
import type { ActorId, MemberId } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import { type FrozenFor, type InvoiceReceipt, type InvoiceRecord, nothingPosted } from '../records/invoice.ts';
import { missingKeys, type Known } from '../records/records.ts';
import { commandId } from '../ledger/entry-keys.ts';
import { freezeContext } from '../sales/entitlement.ts';
import { invoiceReceipt, memberChanges } from './invoice-outcome.ts';
import { closeBuyer, openInvoice } from './open-invoice.ts';
import { type Buyer, countPurchase } from '../sales/buyer.ts';
import type { OpenInvoice } from '../sales/open-invoice.ts';
import { revokeInvoice, settleInvoice } from '../sales/settle-invoice.ts';

/** Where an invoice goes, and by which command. */
export interface Move {
  readonly to: MemberId;
  readonly cause: EntryCause & ('invoice-claimed' | 'invoice-reassigned');
  readonly actor: ActorId;
  readonly reason: string | null;
  readonly command: CommandMark;
}

type Failure = ClawbackRefused | IdempotencyKeyReused | PointsOverflow | UnknownMember;

/** Gives an invoice to a member: taken back from the one it had, earned by the new one, in one commit. */
export function moveInvoice(
  record: InvoiceRecord,
  from: OpenInvoice,
  move: Move,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure> {
  const missing = missingKeys(records, { commands: [{ memberId: move.to, key: move.command.key }] });
  if (missing) return needs(missing);
  if (records.commands.get(commandId({ memberId: move.to, key: move.command.key }))) {
    return refuse(hostKeyReused(move.command.key));
  }
  const target = openInvoice({ programVersion: record.programVersion, memberId: move.to }, records, context);
  if (target === 'unknown') return refuse(unknownMember(move.to));
  if ('needs' in target) return target;
  const stays = record.memberId === move.to;
  const order = {
    rules: from.rules,
    mayEarn: true,
    mayOwe: true,
    at: context.now,
    cause: move.cause,
    actor: move.actor,
    reference: { type: 'invoice', id: record.invoiceId },
  } as const;
  const left =
    stays || from.buyer === null ? null : revokeInvoice({ ...order, record, buyer: from.buyer, command: null });
  if (left?.isErr()) return refuse(left.error);
  const leaver = left?.isOk() ? left.value.buyer : null;
  const facts = stays ? record : named(record, move.to, target);
  const isKnownHere = stays || record.moves.some(({ left: before }) => before?.memberId === move.to);
  const buyer = target.buyer && (isKnownHere ? target.buyer : countPurchase(target.buyer));
  return settleInvoice({ ...order, record: facts, buyer, command: move.command }).match(
    (settled) => {
      const { settlement, receipt } = invoiceReceipt(settled);
      const moved = { memberId: move.to, command: move.command, receipt, left: leftOf(record) };
      const invoice = { ...settlement.record, moves: [...record.moves, moved] };
      const note = settlement.buyer && noteOf(settlement.buyer, move);
      return accept(receipt, {
        ...memberChanges(leaver && closeBuyer(leaver), settlement.buyer),
        invoices: [invoice],
        notes: note ? [note] : [],
      });
    },
    (failure): Decision<InvoiceReceipt, Failure> => refuse(failure),
  );
}

function named(record: InvoiceRecord, memberId: MemberId, { buyer, profile }: OpenInvoice): InvoiceRecord {
  const before = record.moves.findLast(({ left }) => left?.memberId === memberId)?.left;
  const context = before ? before.context : buyer && freezeContext(buyer.activity, profile);
  return { ...record, memberId, context, posted: { ...nothingPosted, capUse: before?.capUse ?? {} } };
}

function leftOf({ memberId, context, posted: { capUse } }: InvoiceRecord): FrozenFor | null {
  return memberId === null ? null : { memberId, context, capUse };
}

/** The reason stands beside the entry that the command wrote. */
function noteOf({ posting }: Buyer, { command, reason }: Move) {
  const entry = posting.entries.find((each) => each.command === command);
  return entry && reason !== null
    ? { memberId: entry.memberId, sequence: entry.sequence, reason, comment: null }
    : null;
}

import type {
  ClawbackRefused,
  CurrencyMismatch,
  IdempotencyKeyReused,
  InvalidCommand,
  InvoiceBelowRefunded,
  InvoiceHasMember,
  PointsOverflow,
  UnknownMember,
} from '../values/errors.ts';
import { idempotencyKeyReused, invalidCommand, invoiceHasMember, unknownMember } from '../values/failures.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import type { Instant } from '../values/instant.ts';
import type { Program } from '../program/program.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { InvoiceReceipt, InvoiceRecord, Sale, SavedRevision } from '../records/invoice.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { checkCurrency } from './check-currency.ts';
import { checkEdit } from './check-edit.ts';
import { freezeContext } from './entitlement.ts';
import { invoiceChanges, invoiceReceipt, nothingPosted } from './invoice-outcome.ts';
import { countPurchase, earnsNow, openInvoice, type OpenInvoice } from './open-invoice.ts';
import { settleInvoice } from './settle-invoice.ts';

/** A sale to save, checked. */
export interface SaveInvoice {
  readonly invoiceId: InvoiceId;
  readonly revision: number | null;
  readonly memberId: MemberId | null;
  readonly sale: Omit<Sale, 'soldAt'> & { readonly soldAt: Instant | null };
  readonly actor: ActorId;
  readonly fingerprint: string;
}

/** Tills' clocks differ, but a sale does not come from next week. */
const furthestAheadMs = 86_400_000;

type Failure =
  | InvalidCommand
  | CurrencyMismatch
  | ClawbackRefused
  | IdempotencyKeyReused
  | InvoiceBelowRefunded
  | InvoiceHasMember
  | PointsOverflow
  | UnknownMember;

/** The records that a save starts from. */
export function saveInvoiceKeys({ invoiceId, memberId }: SaveInvoice): RecordKeys {
  return { invoices: [invoiceId], members: memberId === null ? [] : [memberId] };
}

/** Saves a sale for the first time, edits it by a higher revision, or finds that nothing is new. */
export function decideSaveInvoice(
  command: SaveInvoice,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure> {
  const missing = missingKeys(records, saveInvoiceKeys(command));
  if (missing) return needs(missing);
  const known = records.invoices.get(command.invoiceId) ?? null;
  const save = known && findSave(known, command);
  if (save && save.fingerprint !== command.fingerprint)
    return refuse(idempotencyKeyReused('revision', String(save.revision)));
  const current = known?.saves.at(-1);
  // A message that comes late is not judged: whatever it says, it is no longer so.
  if (current && !save && command.revision !== null && command.revision < current.revision) {
    return accept({ ...current.receipt, outcome: 'stale', earned: 0 });
  }
  const wrong = save ? null : checkCurrency(command.sale.currency, known?.sale ?? context.program);
  if (wrong) return refuse(wrong);
  const { soldAt } = command.sale;
  if (!save && soldAt !== null && soldAt > context.now + furthestAheadMs) {
    return refuse(invalidCommand('soldAt', 'lies more than a day ahead of the clock; check the year'));
  }
  const memberId = known?.memberId ?? command.memberId;
  const opened = openInvoice(
    { programVersion: known?.programVersion ?? context.program.version, memberId },
    records,
    context,
  );
  if (opened === 'unknown') return refuse(unknownMember(memberId));
  if ('needs' in opened) return opened;

  if (save && !(save === current && known && earnsNow(known, opened))) return accept(save.receipt);
  if (known && known.memberId !== null && command.memberId !== null && known.memberId !== command.memberId) {
    return refuse(invoiceHasMember(command.invoiceId));
  }
  const below = known && !save ? checkEdit(known, command.sale) : null;
  if (below) return refuse(below);
  return settle(command, known, save, opened, context);
}

function settle(
  command: SaveInvoice,
  known: InvoiceRecord | null,
  save: SavedRevision | null,
  { rules, buyer, profile }: OpenInvoice,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure> {
  const named = buyer !== null && known?.memberId == null;
  const revision = save?.revision ?? command.revision ?? (known?.saves.at(-1)?.revision ?? 0) + 1;
  const memberId = buyer?.posting.account.memberId ?? null;
  const sale = { ...command.sale, soldAt: command.sale.soldAt ?? known?.sale.soldAt ?? context.now };
  const frozen = named ? freezeContext(buyer.activity, profile) : (known?.context ?? null);
  const first = { memberId, sale, context: frozen };
  const facts = known ? { ...known, ...first } : newInvoice(command.invoiceId, rules, first);
  return settleInvoice({
    record: facts,
    rules,
    buyer: named ? countPurchase(buyer) : buyer,
    mayEarn: true,
    mayOwe: true,
    at: known === null || save ? facts.sale.soldAt : context.now,
    cause: known && !save ? 'invoice-edited' : 'invoice-saved',
    actor: command.actor,
    reference: { type: 'invoice', id: command.invoiceId },
    command: null,
  }).match(
    (settled) => {
      if (save && settled.change === 0) return accept(save.receipt);
      const saves = (known?.saves ?? []).filter((each) => each !== save);
      const { settlement, receipt } = invoiceReceipt(settled, revision);
      const saved = { revision, fingerprint: command.fingerprint, receipt };
      return accept(receipt, invoiceChanges({ ...settlement.record, saves: [...saves, saved] }, settlement));
    },
    (failure): Decision<InvoiceReceipt, Failure> => refuse(failure),
  );
}

function findSave({ saves }: InvoiceRecord, { revision, fingerprint }: SaveInvoice): SavedRevision | null {
  return (
    saves.find((save) => (revision === null ? save.fingerprint === fingerprint : save.revision === revision)) ?? null
  );
}

function newInvoice(
  invoiceId: InvoiceId,
  { version: programVersion }: Program,
  { memberId, sale, context }: Pick<InvoiceRecord, 'memberId' | 'sale' | 'context'>,
): InvoiceRecord {
  return {
    v: 1,
    invoiceId,
    memberId,
    programVersion,
    context,
    sale,
    saves: [],
    payments: [],
    refunds: [],
    redemptions: [],
    coveredAt: null,
    posted: nothingPosted,
    moves: [],
  };
}

import type { CommandKey } from '../ledger/entry.ts';
import type {
  ClawbackRefused,
  IdempotencyKeyReused,
  InvoiceHasMember,
  PointsOverflow,
  UnknownInvoice,
  UnknownMember,
} from '../values/errors.ts';
import { hostKeyReused, invoiceHasMember, unknownMember } from '../values/failures.ts';
import { fingerprintOf } from '../values/fingerprint.ts';
import type { ActorId, InvoiceId, MemberId, Phone } from '../values/ids.ts';
import { accept, type Decision, type DecisionContext, needs, refuse } from '../records/decision.ts';
import type { InvoiceReceipt } from '../records/invoice.ts';
import { missingKeys, type RecordKeys, type Known } from '../records/records.ts';
import { moveInvoice } from './decide-move-invoice.ts';
import { withInvoice } from './open-invoice.ts';

/** A claim, checked. */
export interface ClaimInvoice {
  readonly invoiceId: InvoiceId;
  readonly by: { readonly memberId: MemberId } | { readonly phone: Phone };
  readonly actor: ActorId;
  readonly key: CommandKey;
}

/** A change of member, checked. */
export interface ReassignInvoice {
  readonly invoiceId: InvoiceId;
  readonly to: MemberId;
  readonly actor: ActorId;
  readonly reason: string | null;
  readonly key: CommandKey;
  readonly fingerprint: string;
}

type Failure = ClawbackRefused | IdempotencyKeyReused | PointsOverflow | UnknownInvoice | UnknownMember;

/** The records that a claim starts from. */
export function claimKeys({ invoiceId, by }: ClaimInvoice): RecordKeys {
  return 'phone' in by
    ? { invoices: [invoiceId], phones: [by.phone] }
    : { invoices: [invoiceId], members: [by.memberId] };
}

/** Gives an anonymous sale its member, once, at the rules of the sale. */
export function decideClaim(
  command: ClaimInvoice,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure | InvoiceHasMember> {
  const missing = missingKeys(records, claimKeys(command));
  if (missing) return needs(missing);
  const { by, actor, invoiceId, key } = command;
  // Whom it names stands for how it was named, so that no trace of a phone stays in the ledger.
  const fingerprintFor = (to: MemberId) => fingerprintOf({ claim: invoiceId, to, actor });
  return withInvoice<InvoiceReceipt, Failure | InvoiceHasMember>(invoiceId, records, context, (record, opened) => {
    // A claim by phone is known again whoever has the phone by now.
    const known = record.moves.find(
      (move) =>
        move.command.key === key &&
        move.command.fingerprint === fingerprintFor('phone' in by ? move.memberId : by.memberId),
    );
    if (known) return accept(known.receipt);
    const to = 'phone' in by ? (records.phones.get(by.phone) ?? null) : by.memberId;
    if (to === null) return refuse(unknownMember(null));
    const fingerprint = fingerprintFor(to);
    const move = { to, cause: 'invoice-claimed', actor, reason: null, command: { key, fingerprint } } as const;
    // A key that was used is told before the invoice is judged: moveInvoice would, but comes too late for this sale.
    const isReused = record.moves.some((other) => other.memberId === to && other.command.key === key);
    if (isReused) return refuse(hostKeyReused(key));
    if (record.memberId !== null) return refuse(invoiceHasMember(invoiceId));
    return moveInvoice(record, opened, move, records, context);
  });
}

/** Moves a sale from one member to another. */
export function decideReassign(
  command: ReassignInvoice,
  records: Known,
  context: DecisionContext,
): Decision<InvoiceReceipt, Failure> {
  const { invoiceId, to, actor, reason, key, fingerprint } = command;
  return withInvoice<InvoiceReceipt, Failure>(invoiceId, records, context, (record, opened) => {
    const known = record.moves.find((move) => move.command.key === key && move.command.fingerprint === fingerprint);
    if (known) return accept(known.receipt);
    const move = { to, cause: 'invoice-reassigned', actor, reason, command: { key, fingerprint } } as const;
    return moveInvoice(record, opened, move, records, context);
  });
}

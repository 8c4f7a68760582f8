import type {
  BalanceMismatch,
  CardTaken,
  ClawbackRefused,
  CurrencyMismatch,
  IdempotencyKeyReused,
  InsufficientPoints,
  InvalidCommand,
  InvoiceBelowRefunded,
  InvoiceHasMember,
  MemberChanged,
  NotReversible,
  Overloaded,
  PhoneTaken,
  PointsOverflow,
  RefundExceedsInvoice,
  ReversalExceedsEntry,
  UnknownCursor,
  UnknownEntry,
  UnknownInvoice,
  UnknownLine,
  UnknownMember,
  UnknownPayment,
  UseRefund,
} from './errors.ts';

/** The result would pass 2^53 − 1. */
export function pointsOverflow(): PointsOverflow {
  return {
    kind: 'points-overflow',
    message: 'The points would pass 2^53 - 1, the most that a ledger keeps; nothing was written.',
  };
}

export function clawbackRefused(clawback: number, available: number): ClawbackRefused {
  return {
    kind: 'clawback-refused',
    message: `This takes back ${clawback} points, but the member has only ${available} that are not held, and the program refuses debt.`,
    clawback,
    available,
  };
}

export function unknownMember(memberId: string | null): UnknownMember {
  const who = memberId === null ? 'No member has this phone' : `No member has the id ${quoted(memberId)}`;
  return { kind: 'unknown-member', message: `${who}; enrol the customer first.`, memberId };
}

export function unknownInvoice(invoiceId: string): UnknownInvoice {
  return { kind: 'unknown-invoice', message: `No invoice ${quoted(invoiceId)} was saved; save it first.`, invoiceId };
}

export function unknownPayment(invoiceId: string, paymentId: string): UnknownPayment {
  const message = `Invoice ${quoted(invoiceId)} has no payment ${quoted(paymentId)}; record it first.`;
  return { kind: 'unknown-payment', message, invoiceId, paymentId };
}

export function unknownLine(lineId: string): UnknownLine {
  return {
    kind: 'unknown-line',
    message: `The invoice has no line ${quoted(lineId)}; a sale without lines is refunded by its total.`,
    lineId,
  };
}

export function unknownEntry(memberId: string, sequence: number): UnknownEntry {
  const message = `Member ${quoted(memberId)} has no entry ${sequence}; the receipt and the statement name the sequence.`;
  return { kind: 'unknown-entry', message, memberId, sequence };
}

/** A customer who is enrolled already, with other data. */
export function enrolledOtherwise(memberId: string): IdempotencyKeyReused {
  const message = `Member ${quoted(memberId)} is enrolled already with other data; change them with updateMember.`;
  return { kind: 'idempotency-key-reused', message, field: 'memberId', id: memberId };
}

/** An id that named another command before. */
export function idempotencyKeyReused(field: string, id: string): IdempotencyKeyReused {
  const message = `${field} ${quoted(id)} was used for another command before; use a new one, or send the same command again.`;
  return { kind: 'idempotency-key-reused', message, field, id };
}

/** A host's idempotency key that named another command before. */
export function hostKeyReused(key: string): IdempotencyKeyReused {
  return idempotencyKeyReused('idempotencyKey', key.slice('key:'.length));
}

export function currencyMismatch(expected: string, actual: string): CurrencyMismatch {
  return {
    kind: 'currency-mismatch',
    message: `The program's currency is ${expected}, not ${actual}.`,
    expected,
    actual,
  };
}

export function insufficientPoints(requested: number, available: number): InsufficientPoints {
  const message = `${requested} points were asked for, but only ${available} can be used.`;
  return { kind: 'insufficient-points', message, requested, available };
}

export function invoiceHasMember(invoiceId: string): InvoiceHasMember {
  const message = `Invoice ${quoted(invoiceId)} belongs to a member already; move it with reassignInvoice.`;
  return { kind: 'invoice-has-member', message, invoiceId };
}

export function refundExceedsInvoice(field: string, left: number | string): RefundExceedsInvoice {
  return {
    kind: 'refund-exceeds-invoice',
    message: `${field} is more than the ${left} that is left to refund, or has the wrong sign.`,
    field,
    left,
  };
}

export function invoiceBelowRefunded(invoiceId: string, field: string): InvoiceBelowRefunded {
  const message = `${field} of invoice ${quoted(invoiceId)} would fall below what was refunded of it, or paid with points; refund the rest instead.`;
  return { kind: 'invoice-below-refunded', message, invoiceId, field };
}

export function invalidCommand(field: string, problem: string): InvalidCommand {
  return { kind: 'invalid-command', message: `${field} ${problem}.`, field, problem };
}

export function balanceMismatch(expected: number, actual: number): BalanceMismatch {
  const message = `The balance was expected to be ${expected}, but it is ${actual}; look again before setting it.`;
  return { kind: 'balance-mismatch', message, expected, actual };
}

export function useRefund(reference: string): UseRefund {
  const message = `The entry belongs to ${quoted(reference)}; undo it by refunding, voiding or editing that.`;
  return { kind: 'use-refund', message, reference };
}

export function notReversible(entryKind: string): NotReversible {
  const message = `An entry of kind ${entryKind} cannot be reversed; only adjustments and opening balances can. Adjust the points instead.`;
  return { kind: 'not-reversible', message, entryKind };
}

export function reversalExceedsEntry(left: number): ReversalExceedsEntry {
  const message =
    left === 0 ? 'The entry was reversed already.' : `Only ${left} points of the entry are left to reverse.`;
  return { kind: 'reversal-exceeds-entry', message, left };
}

export function memberChanged(memberId: string, version: number): MemberChanged {
  const message = `Member ${quoted(memberId)} is at version ${version} by now; read it again before changing it.`;
  return { kind: 'member-changed', message, memberId, version };
}

export function phoneTaken(): PhoneTaken {
  return {
    kind: 'phone-taken',
    message: 'Another member of the program has this phone; findMembers tells who.',
    field: 'phone',
  };
}

export function cardTaken(): CardTaken {
  return {
    kind: 'card-taken',
    message: 'Another member of the program has this card code; findMembers tells who.',
    field: 'cardCode',
  };
}

export function unknownCursor(cursor: string): UnknownCursor {
  const message =
    'The ledger was restored to a time before this cursor; begin again without one, or from a cursor kept from before, and know by memberId and sequence what you have.';
  return { kind: 'unknown-cursor', message, cursor };
}

export function overloaded(waiting: number): Overloaded {
  const message = `${waiting} calls are waiting already; nothing was written, try again in a moment.`;
  return { kind: 'overloaded', message, waiting };
}

function quoted(id: string): string {
  return JSON.stringify(id);
}

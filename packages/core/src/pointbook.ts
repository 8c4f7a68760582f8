import { err } from 'neverthrow';
import { decideJoined } from './engine/decide-joined.ts';
import { planAdjustPoints, adjustPoints } from './operations/adjust-points.ts';
import { planApprovePayment, approvePayment } from './operations/approve-payment.ts';
import { planCaptureHold, captureHold } from './operations/capture-hold.ts';
import { planClaimInvoice, claimInvoice } from './operations/claim-invoice.ts';
import { planEnrolMember, enrolMember } from './operations/enrol-member.ts';
import { planHoldPoints, holdPoints } from './operations/hold-points.ts';
import { planReassignInvoice, reassignInvoice } from './operations/reassign-invoice.ts';
import { planRecordPayment, recordPayment } from './operations/record-payment.ts';
import { planRedeemPoints, redeemPoints } from './operations/redeem-points.ts';
import { planRefundInvoice, refundInvoice } from './operations/refund-invoice.ts';
import { planReleaseHold, releaseHold } from './operations/release-hold.ts';
import { planReverseEntry, reverseEntry } from './operations/reverse-entry.ts';
import { planSaveInvoice, saveInvoice } from './operations/save-invoice.ts';
import { planSetBalance, setBalance } from './operations/set-balance.ts';
import { planUpdateMember, updateMember } from './operations/update-member.ts';
import { planVoidInvoice, voidInvoice } from './operations/void-invoice.ts';
import { findEntries } from './operations/find-entries.ts';
import { getBalance } from './operations/get-balance.ts';
import { getInvoice } from './operations/get-invoice.ts';
import { findMembers, getMember } from './operations/get-member.ts';
import { getStatement } from './operations/get-statement.ts';
import { expireDue } from './operations/expire-due.ts';
import { quoteEarning, quoteRedemption } from './operations/quote.ts';
import { verify } from './operations/verify.ts';
import { createPorts, type Plan, type Ports, type PortsOptions } from './operations/ports.ts';
import type { JoinableStore, SyncTransaction } from './ports/ledger-store.ts';
import { defineProgram } from './schemas/program.ts';
import type { ProgramDefinition } from './schemas/program-definition.ts';
import type { Program } from './program/program.ts';
import type { JoinedPointbook, Pointbook } from './pointbook-verbs.ts';

/** What a ledger is made of; the program may be written on the spot. */
export interface PointbookOptions extends Omit<PortsOptions, 'program'> {
  readonly program: Program | ProgramDefinition;
}

/** A ledger whose store can join the host's own transaction. */
export interface JoinablePointbook<Connection> extends Pointbook {
  /** The writing verbs inside the transaction that is open on this connection; they throw where none is open. */
  within(connection: Connection): JoinedPointbook;
}

/**
 * Opens a program's ledger on a store.
 *
 * @remarks One for a program and process: it lets concurrent callers share a commit. A program with mistakes throws,
 * with every mistake in the message; `parseProgram` answers them as values. The store opens at the first use.
 *
 * @example
 * ```ts
 * const ledger = createPointbook({
 *   program: {
 *     programId: 'warung',
 *     name: 'Warung Ayu',
 *     timeZone: 'Asia/Jakarta',
 *     currency: 'IDR',
 *     earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
 *   },
 *   store,
 * });
 * ```
 */
export function createPointbook<Connection>(
  options: PointbookOptions & { readonly store: JoinableStore<Connection> },
): JoinablePointbook<Connection>;
/** Opens a program's ledger on a store that joins no transaction. */
export function createPointbook(options: PointbookOptions): Pointbook;
export function createPointbook({ program, ...options }: PointbookOptions): Pointbook {
  const ports = createPorts({ ...options, program: isProgram(program) ? program : defineProgram(program) });
  const { store } = options;
  return {
    enrolMember: enrolMember(ports),
    updateMember: updateMember(ports),
    saveInvoice: saveInvoice(ports),
    recordPayment: recordPayment(ports),
    approvePayment: approvePayment(ports),
    refundInvoice: refundInvoice(ports),
    voidInvoice: voidInvoice(ports),
    reassignInvoice: reassignInvoice(ports),
    claimInvoice: claimInvoice(ports),
    adjustPoints: adjustPoints(ports),
    setBalance: setBalance(ports),
    reverseEntry: reverseEntry(ports),
    redeemPoints: redeemPoints(ports),
    holdPoints: holdPoints(ports),
    captureHold: captureHold(ports),
    releaseHold: releaseHold(ports),
    getMember: getMember(ports),
    findMembers: findMembers(ports),
    getBalance: getBalance(ports),
    getInvoice: getInvoice(ports),
    getStatement: getStatement(ports),
    findEntries: findEntries(ports),
    quoteEarning: quoteEarning(ports.program),
    quoteRedemption: quoteRedemption(ports.program),
    expireDue: expireDue(ports),
    verify: verify(ports),
    open: () => store.open(),
    close: () => store.close(),
    ...('join' in store
      ? { within: (connection: never) => joined(ports, (store as JoinableStore<never>).join(connection)) }
      : {}),
  };
}

function joined(ports: Ports, transaction: SyncTransaction): JoinedPointbook {
  const verb =
    <Command, Receipt, Failure>(plan: (command: Command) => Plan<Receipt, Failure>) =>
    (command: Command) => {
      const planned = plan(command);
      return planned.isErr() ? err(planned.error) : decideJoined(transaction, ports, planned.value);
    };
  return {
    enrolMember: verb(planEnrolMember),
    updateMember: verb(planUpdateMember),
    saveInvoice: verb(planSaveInvoice),
    recordPayment: verb(planRecordPayment),
    approvePayment: verb(planApprovePayment),
    refundInvoice: verb(planRefundInvoice),
    voidInvoice: verb(planVoidInvoice),
    reassignInvoice: verb(planReassignInvoice),
    claimInvoice: verb(planClaimInvoice),
    adjustPoints: verb(planAdjustPoints),
    setBalance: verb(planSetBalance),
    reverseEntry: verb(planReverseEntry),
    redeemPoints: verb(planRedeemPoints),
    holdPoints: verb(planHoldPoints),
    captureHold: verb(planCaptureHold),
    releaseHold: verb(planReleaseHold),
  };
}

/** What came out of `parseProgram` is frozen and has a version; it need not be checked again. */
function isProgram(program: Program | ProgramDefinition): program is Program {
  return typeof program === 'object' && 'version' in program && Object.isFrozen(program);
}

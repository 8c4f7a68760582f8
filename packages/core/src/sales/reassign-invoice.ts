import { command } from '../kernel/command.ts';
import type { FailureOf } from '../kernel/verb.ts';
import { accounts, commandRef } from '../ledger/ledger-kinds.ts';
import { invoices } from './invoice/invoices.ts';
import { note } from '../schemas/command-fields.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import { moveInvoice } from './move-invoice.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { invoiceReceipt } from './settling/outcome/put-settlement.ts';

/** Moves a sale to another member: its points are taken back from one and earned by the other. */
export interface ReassignInvoiceCommand {
  /** The sale, as it was saved. */
  readonly invoiceId: string;
  /** The member whom the sale moves to. */
  readonly toMemberId: string;
  /** The staff member who moves it. */
  readonly actor: string;
  /** Why, for staff. */
  readonly reason?: string | undefined;
  /** Names the command within the member: sent again under it, the command answers what it did before. */
  readonly idempotencyKey: string;
}

/**
 * Moves a sale to another member: what it earned is taken back from one and earned by the other, in one commit.
 *
 * @remarks The sale earns by the rules that it was saved under.
 *
 * Fails with `unknown-invoice`, `unknown-member`, `too-many-changes`, `clawback-refused`, `points-overflow`,
 * `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store. `overloaded`, `store-locked`
 * and `store-unavailable` are retryable. A failure has written nothing, unless it says `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await reassignInvoice(ports)({ invoiceId: 'INV-1', toMemberId: 'C-18', actor: 'staff-3', idempotencyKey: 'move-1' });
 * ```
 */
export const reassignInvoice = command({
  name: 'reassignInvoice',
  route: 'POST /invoices/{invoiceId}/reassignment',
  input: shape<ReassignInvoiceCommand>()(
    strict({
      invoiceId: id<InvoiceId>(),
      toMemberId: id<MemberId>(),
      actor: id<ActorId>(),
      reason: optional(note()),
      idempotencyKey: id<string>(),
    }),
  ),
  failures: {
    'unknown-invoice': true,
    'unknown-member': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
    'idempotency-key-reused': true,
  },
  joins: 'host',
  reads: ({ invoiceId, toMemberId, idempotencyKey }) => [
    invoices.at(invoiceId),
    accounts.at(toMemberId),
    commandRef({ memberId: toMemberId, key: `key:${idempotencyKey}` }),
  ],
  decide: ({ invoiceId, toMemberId, actor, reason = null, idempotencyKey }, book, fingerprint) =>
    openInvoice(book, invoiceId).andThen((known) =>
      moveInvoice(book, known, {
        to: toMemberId,
        cause: 'invoice-reassigned',
        actor,
        reason,
        command: { key: `key:${idempotencyKey}`, fingerprint },
      }),
    ),
  recall: {
    find({ invoiceId, idempotencyKey }, book, fingerprint) {
      const key = `key:${idempotencyKey}`;
      const move = book
        .get(invoices, invoiceId)
        ?.moves.find((each) => each.command.key === key && each.command.fingerprint === fingerprint);
      return move ? { fingerprint, did: { did: move.did, stands: null } } : null;
    },
  },
  receipt: (outcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

/** What can go wrong with `reassignInvoice`. */
export type ReassignInvoiceFailure = FailureOf<typeof reassignInvoice>;

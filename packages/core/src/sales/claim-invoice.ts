import { err } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { command } from '../kernel/command.ts';
import type { CheckedOf } from '../kernel/shapes/shape.ts';
import type { FailureOf } from '../kernel/verb.ts';
import type { CommandKey } from '../ledger/entry.ts';
import { accounts, entryOfCommand } from '../ledger/ledger-kinds.ts';
import { systemActor } from '../program/program.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from './invoice/invoices.ts';
import { phone } from '../schemas/command-fields.ts';
import { id, optional } from '../schemas/fields.ts';
import { strict, refine } from '../schemas/objects.ts';
import { shape } from '../schemas/shape.ts';
import { hostKeyReused, unknownMember } from '../values/failures.ts';
import { invoiceHasMember } from './invoice/failures.ts';
import type { ActorId, InvoiceId, MemberId } from '../values/ids.ts';
import { moveInvoice } from './move-invoice.ts';
import { openInvoice } from './invoice/open-invoice.ts';
import { invoiceReceipt } from './settling/outcome/put-settlement.ts';

/** Gives an anonymous sale its member, by id or by phone: exactly one of the two. */
export interface ClaimInvoiceCommand {
  /** The sale, as it was saved. */
  readonly invoiceId: string;
  /** The host's own id of the member; left out where `phone` is given. */
  readonly memberId?: string | undefined;
  /** The member's phone, in E.164 form such as "+628123456789". */
  readonly phone?: string | undefined;
  /** Who claims it; `system`, when left out. */
  readonly actor?: string | undefined;
  /** Names the command within its member: sent again under it, the command answers what it did before. */
  readonly idempotencyKey: string;
}

const claimShape = shape<ClaimInvoiceCommand>()(
  refine(
    strict({
      invoiceId: id<InvoiceId>(),
      memberId: optional(id<MemberId>()),
      phone: optional(phone()),
      actor: optional(id<ActorId>()),
      idempotencyKey: id<string>(),
    }),
    function* ({ memberId, phone: number }) {
      if ((memberId === undefined) !== (number === undefined)) return;
      yield { path: ['memberId'], problem: 'or phone must be given, and not both', fix: 'Name the member in one way.' };
    },
  ),
);

type CheckedClaim = CheckedOf<typeof claimShape>;

/**
 * Gives a sale that named no customer its member, once, at the rules of the sale.
 *
 * @remarks Expiry and the pending period count from the sale, not from the claim. A claim by phone that is sent again
 * answers what the first call did, even if another member has the phone by then. Of two callers who claim one sale at
 * the same time, one gets it and the other gets `invoice-has-member`.
 *
 * Fails with `unknown-invoice`, `unknown-member`, `invoice-has-member`, `too-many-changes`, `clawback-refused`,
 * `points-overflow`, `invalid-command`, `idempotency-key-reused`, `overloaded` and the errors of the store.
 * `overloaded`, `store-locked` and `store-unavailable` are retryable. A failure has written nothing, unless it says
 * `written: 'unknown'`.
 *
 * @example
 * ```ts
 * await claimInvoice(ports)({ invoiceId: 'INV-2', phone: '+628123456789', idempotencyKey: 'claim-INV-2' });
 * ```
 */
export const claimInvoice = command({
  name: 'claimInvoice',
  route: 'POST /invoices/{invoiceId}/claim',
  input: claimShape,
  failures: {
    'unknown-invoice': true,
    'unknown-member': true,
    'invoice-has-member': true,
    'too-many-changes': true,
    'clawback-refused': true,
    'points-overflow': true,
    'idempotency-key-reused': true,
  },
  joins: 'host',
  // Whom it names is told by the move that it makes, so that no trace of a phone stays in the ledger.
  identity: ({ invoiceId, actor = systemActor }) => ({ invoiceId, actor }),
  reads: (input) => [
    invoices.at(input.invoiceId),
    ...(input.memberId === undefined ? [] : [accounts.at(input.memberId)]),
    ...(input.phone === undefined ? [] : [profiles.by('phone', input.phone)]),
  ],
  decide(input, book, fingerprint) {
    const { invoiceId, actor = systemActor } = input;
    const found = openInvoice(book, invoiceId);
    if (found.isErr()) return err(found.error);
    const { record } = found.value;
    const to = claimantOf(input, book);
    if (to === null) return err(unknownMember(null));
    const key = keyOf(input);
    // A key that was used is told before the invoice is judged: moveInvoice would, but comes too late for this sale.
    if (entryOfCommand(book, { memberId: to, key }) !== null) return err(hostKeyReused(key));
    if (record.memberId !== null) return err(invoiceHasMember(invoiceId));
    const mark = { key, fingerprint };
    return moveInvoice(book, found.value, { to, cause: 'invoice-claimed', actor, reason: null, command: mark });
  },
  recall: {
    find(input, book, fingerprint) {
      const key = keyOf(input);
      const move = book
        .get(invoices, input.invoiceId)
        ?.moves.find(
          ({ memberId, command: mark }) =>
            mark.key === key && mark.fingerprint === fingerprint && (input.memberId ?? memberId) === memberId,
        );
      return move ? { fingerprint, did: { did: move.did, stands: null } } : null;
    },
  },
  receipt: (outcome, book, { invoiceId }) => invoiceReceipt(book, invoiceId, outcome),
});

/** What can go wrong with `claimInvoice`. */
export type ClaimInvoiceFailure = FailureOf<typeof claimInvoice>;

function claimantOf({ memberId, phone: number }: CheckedClaim, book: Book): MemberId | null {
  if (memberId !== undefined || number === undefined) return memberId ?? null;
  return book.find(profiles, 'phone', number) as MemberId | null;
}

function keyOf({ idempotencyKey }: CheckedClaim): CommandKey {
  return `key:${idempotencyKey}`;
}

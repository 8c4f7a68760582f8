import { expireDue } from '../expiring/expire-due.ts';
import { findMembers } from '../members/find-members.ts';
import { getMember } from '../members/get-member.ts';
import { getInvoice } from '../sales/get-invoice.ts';
import { findEntries } from '../reading/find-entries.ts';
import { getBalance } from '../reading/get-balance.ts';
import { getStatement } from '../reading/get-statement.ts';
import { readFeed } from '../reading/read-feed.ts';

export {
  expireDue,
  type ExpireDueQuery,
  type LeftMember,
  type SweepingHost,
  type SweepReceipt,
} from '../expiring/expire-due.ts';
export { findMembers, type FindMembersFailure, type FindMembersQuery } from '../members/find-members.ts';
export { getMember, type GetMemberFailure, type MemberQuery } from '../members/get-member.ts';
export {
  getInvoice,
  type GetInvoiceFailure,
  type Invoice,
  type InvoicePayment,
  type InvoiceQuery,
  type InvoiceRefund,
} from '../sales/get-invoice.ts';
export { findEntries, type FindEntriesQuery } from '../reading/find-entries.ts';
export { getBalance, type BalanceAnswer, type BalanceQuery, type EndingPoints } from '../reading/get-balance.ts';
export { getStatement, type StatementQuery } from '../reading/get-statement.ts';
export { readFeed, type FeedPage, type ReadFeedFailure, type ReadFeedQuery } from '../reading/read-feed.ts';

/**
 * The verbs that read, and those that take several commits: they run on the ledger itself, never inside a transaction.
 */
export const readingVerbs = {
  /**
   * Reads a member's profile and balance.
   *
   * @example
   * ```ts
   * const member = await pointbook.getMember({ memberId: 'C-17' });
   * if (member.isOk()) print(member.value.name, member.value.balance.available);
   * ```
   */
  getMember,
  /**
   * Finds members by id, phone, email or card code: at most one by all but the email, which a family may share.
   *
   * @example
   * ```ts
   * const found = await pointbook.findMembers({ phone: '+62 812-3456-789' });
   * if (found.isOk()) for (const { memberId, name } of found.value) print(memberId, name);
   * ```
   */
  findMembers,
  /**
   * Reads everything that is known of an invoice: its sale, payments, refunds, and what was posted for it.
   *
   * @example
   * ```ts
   * const invoice = await pointbook.getInvoice({ invoiceId: 'INV-1' });
   * if (invoice.isOk()) print(invoice.value.earned, invoice.value.explanation);
   * ```
   */
  getInvoice,
  /**
   * Reads a member's balance, now or as of an instant.
   *
   * @example
   * ```ts
   * const balance = await pointbook.getBalance({ memberId: 'C-17' });
   * if (balance.isOk()) print(`${balance.value.available} points to spend`);
   * ```
   */
  getBalance,
  /**
   * Reads one page of a member's entries, newest first, each with the balance after it.
   *
   * @example
   * ```ts
   * const page = await pointbook.getStatement({ memberId: 'C-17', limit: 20 });
   * if (page.isOk()) for (const { cause, delta, balance } of page.value.items) print(cause, delta, balance);
   * ```
   */
  getStatement,
  /**
   * Finds entries of all members by member, kind, actor, reference, date or text of the reason; newest first.
   *
   * @example
   * ```ts
   * const found = await pointbook.findEntries({ kinds: ['adjustment'], actor: 'staff-3', reason: 'missed sale' });
   * if (found.isOk()) for (const { memberId, delta, reason } of found.value.items) print(memberId, delta, reason);
   * ```
   */
  findEntries,
  /**
   * Reads the entries of all members that came since a cursor, in the order in which they were committed: to tell other
   * software of every change of points.
   *
   * @example
   * ```ts
   * declare const outbox: {
   *   cursor(): string | null;
   *   // In one transaction of yours.
   *   add(messages: readonly object[], cursor: string | null): void;
   * };
   *
   * for (let isMore = true; isMore;) {
   *   const page = await pointbook.readFeed({ cursor: outbox.cursor() });
   *   if (page.isErr()) throw new Error(page.error.message);
   *   const { items, cursor } = page.value;
   *   const messages = items.map(({ memberId, sequence, delta, balance }) => ({ memberId, sequence, delta, balance }));
   *   outbox.add(messages, cursor);
   *   isMore = items.length > 0; // when nothing came, look again in a while
   * }
   * ```
   */
  readFeed,
  /**
   * Posts what is due: expiries and lapsed holds, up to `limit` members (10,000 when left out).
   *
   * @example
   * ```ts
   * const swept = await pointbook.expireDue();
   * if (swept.isOk()) print(`${swept.value.entries} entries for ${swept.value.members} members`);
   * ```
   */
  expireDue,
};

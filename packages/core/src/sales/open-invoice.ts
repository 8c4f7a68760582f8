import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../kernel/book.ts';
import { accounts, memberOf } from '../ledger/ledger-kinds.ts';
import { readsProfileOf } from '../program/active-rules.ts';
import { usableRules } from '../program/stored-program.ts';
import { programOf } from '../program/program-of.ts';
import type { Program } from '../program/program.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { profiles } from '../members/profile-record.ts';
import { invoices } from './invoice-record.ts';
import type { ProfileRecord } from '../members/profile-record.ts';
import type { UnknownInvoice } from './unknown-invoice.ts';
import { unknownInvoice } from './unknown-invoice.ts';
import type { InvoiceId } from '../values/ids.ts';
import { ledgerHolds } from '../kernel/store-failure.ts';
import { type Buyer, openBuyer } from './buyer.ts';
import { doneOn } from './explained.ts';

/** The rules of an invoice and the member it names, ready to be written. */
export interface OpenInvoice {
  readonly rules: Program;
  /** Null where the invoice names nobody. */
  readonly buyer: Buyer | null;
  /** Null, too, where the rules ask for nothing of a profile. */
  readonly profile: ProfileRecord | null;
}

/** An invoice that was saved, with its rules and its member. */
export interface KnownInvoice extends OpenInvoice {
  readonly record: InvoiceRecord;
}

/** Opens the member whom an invoice names; null where no member has that id. */
export function openInvoice(
  book: Book,
  { programVersion, memberId }: Pick<InvoiceRecord, 'programVersion' | 'memberId'>,
): OpenInvoice | null {
  const rules = rulesOfVersion(book, programVersion);
  if (memberId === null) return { rules, buyer: null, profile: null };
  const readsProfile = readsProfileOf(rules);
  // Asked for together, they are loaded together.
  if (readsProfile) book.demand([accounts.at(memberId), profiles.at(memberId)]);
  const member = memberOf(book, memberId);
  if (member === null) return null;
  const profile = readsProfile ? book.get(profiles, memberId) : null;
  return { rules, profile, buyer: openBuyer(book, member, profile) };
}

/** Opens an invoice that was saved. */
export function findInvoice(book: Book, invoiceId: InvoiceId): Result<KnownInvoice, UnknownInvoice> {
  const record = book.get(invoices, invoiceId);
  return record === null ? err(unknownInvoice(invoiceId)) : ok({ record, ...openSaved(book, record) });
}

/**
 * Opens an invoice whose points were withheld for an email that is verified by now: saving or paying again may post
 * them. Null where nothing was withheld for that.
 */
export function openWithheld(book: Book, record: InvoiceRecord): (OpenInvoice & { readonly buyer: Buyer }) | null {
  if (record.memberId === null || !rulesOfVersion(book, record.programVersion).earn.requireVerifiedEmail) return null;
  const { buyer, ...opened } = openSaved(book, record);
  return buyer?.emailVerified && wasWithheld(record) ? { ...opened, buyer } : null;
}

/** Opens the member of an invoice that was saved. */
export function openSaved(book: Book, record: InvoiceRecord): OpenInvoice {
  const opened = openInvoice(book, record);
  ledgerHolds(opened !== null, 'the member of an invoice exists');
  return opened;
}

function wasWithheld(record: InvoiceRecord): boolean {
  // Refunds and points may complete a payment too; it is not kept that they found the points withheld.
  return record.posted.earned === 0 || doneOn(record).some(({ isUnverified }) => isUnverified);
}

/** A version of the rules that a record names. */
export function rulesOfVersion(book: Book, version: InvoiceRecord['programVersion']): Program {
  const program = programOf(book);
  if (version === program.version) return program;
  const rules = book.get(programVersions, version);
  ledgerHolds(rules !== null, 'a record names a program version that is stored');
  return usableRules(rules, program);
}

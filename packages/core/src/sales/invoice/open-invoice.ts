import { err, ok, type Result } from 'neverthrow';
import type { Book } from '../../kernel/book.ts';
import { accounts, memberOf } from '../../ledger/ledger-kinds.ts';
import { readsProfileOf } from '../../program/evaluating/active-rules.ts';
import { usableRules } from '../../program/parsing/stored-program.ts';
import { programOf } from '../../program/program-of.ts';
import type { Program } from '../../program/program.ts';
import type { InvoiceRecord } from './invoice-record.ts';
import { programVersions } from '../../program/program-versions.ts';
import { profiles } from '../../members/profile-record.ts';
import { invoices } from './invoices.ts';
import type { ProfileRecord } from '../../members/profile-record.ts';
import { unknownInvoice, type UnknownInvoice } from './failures.ts';
import type { InvoiceId } from '../../values/ids.ts';
import { ledgerHolds } from '../../kernel/store-failure.ts';
import { type Buyer, openBuyer } from './buyer.ts';

/** The rules of an invoice and the member it names, ready to be written. */
export interface RulesAndBuyer {
  readonly rules: Program;
  /** Null where the invoice names nobody. */
  readonly buyer: Buyer | null;
  /** Null, too, where the rules ask for nothing of a profile. */
  readonly profile: ProfileRecord | null;
}

/** An invoice that was saved, with its rules and its member. */
export interface OpenInvoice extends RulesAndBuyer {
  readonly record: InvoiceRecord;
}

/** The rules of an invoice and the member whom it names; null where no member has that id. */
export function findBuyerOf(
  book: Book,
  { programVersion, memberId }: Pick<InvoiceRecord, 'programVersion' | 'memberId'>,
): RulesAndBuyer | null {
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
export function openInvoice(book: Book, invoiceId: InvoiceId): Result<OpenInvoice, UnknownInvoice> {
  const record = book.get(invoices, invoiceId);
  return record === null ? err(unknownInvoice(invoiceId)) : ok({ record, ...openBuyerOf(book, record) });
}

/**
 * The rules and the member of an invoice whose points were withheld for an email that is verified by now: saving or
 * paying again may post them. Null where nothing was withheld for that.
 */
export function findWithheld(book: Book, record: InvoiceRecord): (RulesAndBuyer & { readonly buyer: Buyer }) | null {
  if (record.memberId === null || !rulesOfVersion(book, record.programVersion).earn.requireVerifiedEmail) return null;
  const { buyer, ...opened } = openBuyerOf(book, record);
  return buyer?.emailVerified && wasWithheld(record) ? { ...opened, buyer } : null;
}

/** The rules and the member of an invoice that was saved. Its member was checked at the save, so it exists. */
export function openBuyerOf(book: Book, record: InvoiceRecord): RulesAndBuyer {
  const opened = findBuyerOf(book, record);
  ledgerHolds(opened !== null, 'the member of an invoice exists');
  return opened;
}

function wasWithheld(record: InvoiceRecord): boolean {
  // Refunds and points may complete a payment too; it is not kept that they found the points withheld.
  return record.posted.earned === 0 || record.unverified !== undefined;
}

/** A version of the rules that a record names. */
export function rulesOfVersion(book: Book, version: InvoiceRecord['programVersion']): Program {
  const program = programOf(book);
  if (version === program.version) return program;
  const rules = book.get(programVersions, version);
  ledgerHolds(rules !== null, 'a record names a program version that is stored');
  return usableRules(rules, program);
}

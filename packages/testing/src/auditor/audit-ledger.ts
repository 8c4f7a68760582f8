import type { Entry, Note } from '@pointbook/core';
import { auditChallenges } from './audit-challenges.ts';
import { auditInvoice } from './audit-invoice.ts';
import { auditJobs } from './audit-jobs.ts';
import { auditMember } from './audit-member.ts';
import { auditUse } from './audit-use.ts';
import { type AuditFinding, checkInto } from './finding.ts';
import type { LedgerDump } from './ledger-dump.ts';

/**
 * Recomputes a ledger from its entries, with code of its own, and says what does not add up; nothing, when it is sound.
 *
 * @remarks It judges the invariants that a dump can show: 1 to 8, 10, 11, 13, 14, 16, 18, 19, 21, 22, 25, 27, 29, 31
 * and 32. Those that compare two runs (such as 9, 12 or 23) are property tests.
 * @example
 * ```ts
 * import { auditLedger, type LedgerDump } from '@pointbook/testing';
 *
 * function mustBeSound(dump: LedgerDump): void {
 *   const findings = auditLedger(dump);
 *   if (findings.length > 0) throw new Error(JSON.stringify(findings));
 * }
 * ```
 */
export function auditLedger(dump: LedgerDump): AuditFinding[] {
  const entries = byMember(dump.entries);
  const records = new Map(dump.members.map((record) => [record.account.memberId as string, record]));
  const memberIds = new Set([...entries.keys(), ...records.keys()]);
  return [
    ...[...memberIds].flatMap((id) => auditMember(records.get(id), id, entries.get(id) ?? [])),
    ...[...entries].flatMap(([id, lines]) => auditReversals(id, lines)),
    ...auditNotes(dump.notes, entries),
    ...auditProfiles(dump),
    ...auditChallenges(dump, entries),
    ...auditJobs(dump),
    ...dump.members.flatMap((record) => auditUse(record, dump.invoices)),
    ...auditParts(dump),
    ...dump.invoices.flatMap((invoice) => auditInvoice(invoice, dump, dump.entries)),
  ];
}

/** 14: what reversals of an entry undid is at most the entry, and goes the other way. */
function auditReversals(memberId: string, entries: readonly Entry[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const undone = new Map<number, bigint>();
  for (const entry of entries) {
    const undoesSpending = entry.cause === 'redemption-undone' && entry.reference?.type === 'entry';
    if (entry.cause !== 'entry-reversed' && !undoesSpending) continue;
    const check = checkInto(findings, memberId, entry.sequence);
    const of = entries.find(({ sequence }) => String(sequence) === entry.reference?.id);
    check(entry.reference?.type === 'entry' && of !== undefined, 14, 'a reversal names no entry');
    if (of === undefined) continue;
    const sum = (undone.get(of.sequence) ?? 0n) + BigInt(entry.delta) + BigInt(entry.effect.expired ?? 0);
    undone.set(of.sequence, sum);
    check(of.sequence < entry.sequence, 14, 'a reversal names a later entry');
    const all = of.delta + paidLater(of, entries.slice(0, entries.indexOf(entry)));
    check(
      entry.delta === 0 || Math.sign(entry.delta) === -Math.sign(all),
      14,
      'a reversal goes the same way as its entry',
    );
    const net = BigInt(all) + sum;
    check(net === 0n || net > 0n === all > 0, 14, `reversals undid ${sum} of an entry of ${all}`);
    check((entry.effect.debt ?? 0) <= 0, 14, 'a reversal created debt');
  }
  return findings;
}

/** What holds paid for a return without a sale after it, which is undone with it. */
function paidLater({ command, reference }: Entry, entries: readonly Entry[]): number {
  if (!command?.key.startsWith('return:')) return 0;
  const later = entries.filter(
    (entry) => entry.command?.key.startsWith('returned:') && entry.reference?.id === reference?.id,
  );
  return later.reduce((sum, { delta }) => sum + delta, 0);
}

/** What is a part of an invoice belongs to one that is there. */
function auditParts({ invoices, payments, refunds }: LedgerDump): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const known = new Set(invoices.map(({ invoiceId }) => invoiceId));
  const check = checkInto(findings, null, null);
  for (const { invoiceId } of [...payments, ...refunds])
    check(known.has(invoiceId), 18, `a part of no invoice, ${invoiceId}`);
  return findings;
}

/** Words belong to an entry, and to one only. */
function auditNotes(notes: readonly Note[], entries: ReadonlyMap<string, readonly Entry[]>): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const seen = new Set<string>();
  for (const { memberId, sequence } of notes) {
    const check = checkInto(findings, memberId, sequence);
    check(entries.get(memberId)?.[sequence - 1] !== undefined, 21, 'a note belongs to no entry');
    check(!seen.has(`${sequence} ${memberId}`), 21, 'an entry has two notes');
    seen.add(`${sequence} ${memberId}`);
  }
  return findings;
}

/** Phones and cards lead to one member, and a profile has its account. */
function auditProfiles({ profiles, profileSaves, members }: LedgerDump): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const known = new Set(members.map(({ account }) => account.memberId));
  const taken = new Set<string>();
  for (const { memberId, phone, cardCode, saves } of profiles) {
    const check = checkInto(findings, memberId, null);
    check(known.has(memberId), 22, 'a profile has no account');
    const between = profileSaves.filter((save) => save.memberId === memberId);
    const versions = [...saves, ...between].map(({ version }) => version).sort((a, b) => a - b);
    for (const [index, version] of versions.entries()) {
      check(version === index + 1, 21, 'the versions of a profile have gaps');
    }
    for (const way of [phone && `phone ${phone}`, cardCode && `card ${cardCode}`]) {
      if (!way) continue;
      check(!taken.has(way), 19, 'two members share a phone or a card');
      taken.add(way);
    }
  }
  return findings;
}

function byMember(entries: readonly Entry[]): Map<string, Entry[]> {
  const members = new Map<string, Entry[]>();
  for (const entry of entries) {
    const lines = members.get(entry.memberId);
    if (lines) lines.push(entry);
    else members.set(entry.memberId, [entry]);
  }
  for (const lines of members.values()) lines.sort((a, b) => a.sequence - b.sequence);
  return members;
}

import type { InvoiceRecord, MemberRecord } from '@pointbook/core';
import { type AuditFinding, checkInto } from './finding.ts';

/** Days that a member's record remembers: of one that has so many, older ones were forgotten. */
const daysRemembered = 31;

/** 32: a member has one first purchase, which stands, and the caps of the days are used by the sales that stand. */
export function auditUse({ account, activity }: MemberRecord, invoices: readonly InvoiceRecord[]): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const check = checkInto(findings, account.memberId, null);
  const own = invoices.filter(({ memberId }) => memberId === account.memberId);
  const { firstPurchase, days } = activity;
  const first = own.find(({ invoiceId }) => invoiceId === firstPurchase);
  check(firstPurchase === undefined || first !== undefined, 32, 'the first purchase is no sale of the member');
  check(first === undefined || !isVoid(first), 32, 'the first purchase was voided');
  const firsts = own.filter(({ context }) => context?.firstPurchase === true);
  check(firsts.length <= 1, 32, `${firsts.length} sales earned as the first purchase`);
  check(
    firsts.every(({ invoiceId }) => invoiceId === firstPurchase),
    32,
    'a sale earned as the first purchase, and is not the one',
  );
  check(
    own.every((invoice) => !isVoid(invoice) || Object.keys(invoice.posted.capUse).length === 0),
    32,
    'a sale that was voided uses the caps of its day',
  );
  if (days.length >= daysRemembered) return findings;
  const used = sums(own.map(({ posted }) => posted.capUse));
  const noted = sums(days.map(({ points }) => points));
  for (const rule of new Set([...used.keys(), ...noted.keys()])) {
    const [byDays, bySales] = [noted.get(rule) ?? 0n, used.get(rule) ?? 0n];
    check(byDays === bySales, 32, `of rule "${rule}" ${bySales} points are used by sales, and ${byDays} by days`);
  }
  return findings;
}

function isVoid({ refundSums }: InvoiceRecord): boolean {
  return (refundSums?.voids ?? 0) > 0;
}

function sums(all: readonly Readonly<Record<string, number>>[]): Map<string, bigint> {
  const sum = new Map<string, bigint>();
  for (const [rule, points] of all.flatMap((each) => Object.entries(each)))
    sum.set(rule, (sum.get(rule) ?? 0n) + BigInt(points));
  return sum;
}

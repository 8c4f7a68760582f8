import { invariant } from '../values/invariant.ts';
import { closePosting, openPosting } from '../ledger/posting.ts';
import { readsProfileOf } from '../program/active-rules.ts';
import { usableRules } from '../program/stored-program.ts';
import type { Program } from '../program/program.ts';
import { type DecisionContext, type Needs, needs } from '../records/decision.ts';
import type { InvoiceRecord } from '../records/invoice.ts';
import type { ProfileRecord } from '../records/member.ts';
import type { MemberRecord } from '../ledger/member-record.ts';
import { missingKeys, type Known } from '../records/records.ts';
import type { Buyer } from '../sales/buyer.ts';
import type { OpenInvoice } from '../sales/open-invoice.ts';

/** Loads what settling an invoice needs, or says what is missing. `unknown`: the member named does not exist. */
export function openInvoice(
  invoice: Pick<InvoiceRecord, 'programVersion' | 'memberId'>,
  records: Known,
  context: DecisionContext,
): OpenInvoice | Needs | 'unknown' {
  const rules = rulesOf(invoice, records, context);
  if (rules === null) return needs({ programVersions: [invoice.programVersion] });
  const { memberId } = invoice;
  if (memberId === null) return { rules, buyer: null, profile: null };
  const profiled = readsProfileOf(rules);
  const missing = missingKeys(records, { members: [memberId], profiles: profiled ? [memberId] : [] });
  if (missing) return needs(missing);
  const member = records.members.get(memberId) ?? null;
  if (member === null) return 'unknown';
  const profile = profiled ? (records.profiles.get(memberId) ?? null) : null;
  return { rules, profile, buyer: openBuyer(member, profile, context) };
}

/** Begins to write a member. */
export function openBuyer(member: MemberRecord, profile: ProfileRecord | null, context: DecisionContext): Buyer {
  return {
    posting: openPosting(member.account, context.program, context.now),
    activity: member.activity,
    emailVerified: profile?.emailVerified ?? false,
  };
}

/** Ends the writing of a member: points that came too late expire. */
export function closeBuyer(buyer: Buyer): Buyer {
  return { ...buyer, posting: closePosting(buyer.posting) };
}

/** The rules that an invoice was saved under; null when they must be loaded first. */
function rulesOf(
  { programVersion }: Pick<InvoiceRecord, 'programVersion'>,
  records: Known,
  context: DecisionContext,
): Program | null {
  if (programVersion === context.program.version) return context.program;
  const found = records.programVersions.get(programVersion);
  invariant(found !== null, 'an invoice names a program version that is stored');
  return found === undefined ? null : usableRules(found, context.program);
}

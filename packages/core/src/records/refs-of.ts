import type { Ref } from '../kernel/record.ts';
import { commandId, entryId } from '../ledger/entry-keys.ts';
import { accounts, commandEntries, reversibleEntries } from '../ledger/ledger-kinds.ts';
import { profiles } from '../members/profile-record.ts';
import { challenges } from '../plugins/codes/challenge.ts';
import { budgets } from '../plugins/codes/code-budget.ts';
import { jobs } from '../plugins/jobs/job-record.ts';
import { programVersions } from '../program/program-versions.ts';
import { invoices } from '../sales/invoice-record.ts';
import type { RecordKeys } from './records.ts';

/** What keys name, as refs. */
export function refsOf(keys: RecordKeys): Ref[] {
  return [
    ...(keys.programVersions ?? []).map((key) => programVersions.at(key)),
    ...(keys.members ?? []).map((key) => accounts.at(key)),
    ...(keys.profiles ?? []).map((key) => profiles.at(key)),
    ...(keys.phones ?? []).map((value) => profiles.by('phone', value)),
    ...(keys.cardCodes ?? []).map((value) => profiles.by('cardCode', value)),
    ...(keys.invoices ?? []).map((key) => invoices.at(key)),
    ...(keys.challenges ?? []).map((key) => challenges.at(key)),
    ...(keys.budgets ?? []).map((key) => budgets.at(key)),
    ...(keys.jobs ?? []).map((key) => jobs.at(key)),
    ...(keys.entries ?? []).map((key) => reversibleEntries.at(entryId(key))),
    ...(keys.commands ?? []).map((key) => commandEntries.at(commandId(key))),
  ];
}

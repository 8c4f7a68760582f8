import { err, ok, type Result } from 'neverthrow';
import type { Finding } from '../kernel/check.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { type ProfileRecord, profiles } from '../members/profile-record.ts';
import { nothingToLoad } from '../store/load-request.ts';
import type { MemberId } from '../values/ids.ts';
import type { CheckingHost } from './checking-host.ts';

type Report = (finding: Finding) => void;

/** Each account has its profile: nobody is enrolled without one. */
export async function checkAccountHolders(
  { store, program }: CheckingHost,
  memberIds: ReadonlySet<string>,
  report: Report,
): Promise<Result<void, StoreError>> {
  const records = Array.from(memberIds, (key) => ({ kind: profiles.kind, key }));
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, records });
  if (loaded.isErr()) return err(loaded.error);
  const known = new Set(loaded.value.records.map(({ key }) => key));
  for (const memberId of memberIds) if (!known.has(memberId)) report(findingOf(memberId, 'The member has no profile.'));
  return ok();
}

/** And each profile has its account. */
export async function checkProfileHolders(
  { store, program }: CheckingHost,
  people: readonly ProfileRecord[],
  report: Report,
): Promise<Result<void, StoreError>> {
  const accounts = people.map(({ memberId }) => memberId);
  const loaded = await store.rows.load(program.programId, { ...nothingToLoad, accounts });
  if (loaded.isErr()) return err(loaded.error);
  const known = new Set(loaded.value.accounts.map(({ memberId }) => memberId));
  for (const memberId of accounts)
    if (!known.has(memberId)) report(findingOf(memberId, 'The member has a profile and no account.'));
  return ok();
}

function findingOf(memberId: string, problem: string): Finding {
  return { memberId: memberId as MemberId, sequence: null, problem };
}

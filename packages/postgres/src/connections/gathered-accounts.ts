import type { ProgramId } from '@pointbook/core';
import { nothingToLoad, type RecordReader, type StoredAccount, type StoreError } from '@pointbook/core/store';
import { isOneAccount } from '@pointbook/sql';
import { type Result, ResultAsync } from 'neverthrow';
import { nextTick } from './next-tick.ts';

/** Accounts of a program that are asked for in the same turn. */
interface Gathering {
  readonly memberIds: Set<string>;
  found: Promise<Result<ReadonlyMap<string, StoredAccount>, StoreError>> | null;
}

/**
 * Loads as `load` does, but asks once for all single accounts that callers ask for in the same turn.
 *
 * @remarks The first of a turn is asked for by itself: it is mostly the only one, and gathering would take it longer.
 */
export function gatheringAccounts(load: RecordReader['load']): RecordReader['load'] {
  const gatherings = new Map<string, Gathering>();

  const loadAll = async (programId: ProgramId, memberIds: ReadonlySet<string>) => {
    await new Promise<void>((resolve) => {
      nextTick(resolve);
    });
    const loaded = await load(programId, { ...nothingToLoad, accounts: [...memberIds] });
    return loaded.map(({ accounts }) => new Map(accounts.map((account) => [account.memberId, account])));
  };

  return (programId, request) => {
    const [memberId] = request.accounts;
    if (memberId === undefined || !isOneAccount(request)) return load(programId, request);
    const gathering = gatherings.get(programId);
    if (gathering === undefined) {
      gatherings.set(programId, { memberIds: new Set(), found: null });
      nextTick(() => gatherings.delete(programId));
      return load(programId, request);
    }
    const { memberIds } = gathering;
    memberIds.add(memberId);
    const found = (gathering.found ??= loadAll(programId, memberIds));
    const own = async () => {
      const result = await found;
      // A text that the database refuses is to fail no other caller.
      if (result.isErr() && result.error.kind === 'store-rejected' && memberIds.size > 1)
        return load(programId, request);
      return result.map((accounts) => {
        const account = accounts.get(memberId);
        return { ...nothingToLoad, request, accounts: account === undefined ? [] : [account] };
      });
    };
    return new ResultAsync(own());
  };
}

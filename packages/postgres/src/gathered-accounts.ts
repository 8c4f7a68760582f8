import type { ProgramId } from '@pointbook/core';
import { nothingToLoad, type RecordReader, type StoredAccount, type StoreError } from '@pointbook/core/store';
import { isOneAccount } from '@pointbook/sql';
import { type Result, ResultAsync } from 'neverthrow';

/** Accounts of a program that are asked for in the same turn. */
interface Gathering {
  readonly memberIds: Set<string>;
  readonly found: Promise<Result<ReadonlyMap<string, StoredAccount>, StoreError>>;
}

/** Loads as `load` does, but asks once for all single accounts that callers ask for in the same turn. */
export function gatheringAccounts(load: RecordReader['load']): RecordReader['load'] {
  const gatherings = new Map<string, Gathering>();

  const gather = (programId: ProgramId): Gathering => {
    const memberIds = new Set<string>();
    const found = new Promise<void>((resolve) => {
      process.nextTick(resolve);
    }).then(async () => {
      gatherings.delete(programId);
      const loaded = await load(programId, { ...nothingToLoad, accounts: [...memberIds] });
      return loaded.map(({ accounts }) => new Map(accounts.map((account) => [account.memberId, account])));
    });
    const gathering = { memberIds, found };
    gatherings.set(programId, gathering);
    return gathering;
  };

  return (programId, request) => {
    const [memberId] = request.accounts;
    if (memberId === undefined || !isOneAccount(request)) return load(programId, request);
    const { memberIds, found } = gatherings.get(programId) ?? gather(programId);
    memberIds.add(memberId);
    const own = async () => {
      const result = await found;
      // A text that the database refuses is to fail no other caller.
      if (result.isErr() && result.error.kind === 'store-rejected' && memberIds.size > 1)
        return load(programId, request);
      return result.map((accounts) => {
        const account = accounts.get(memberId);
        return { ...nothingLoaded, accounts: account === undefined ? [] : [account] };
      });
    };
    return new ResultAsync(own());
  };
}

const nothingLoaded = { records: [], lists: [], versions: [], uniques: [], entries: [], commands: [] };

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { RecordReader } from '@pointbook/core/store';
import { ResultAsync } from 'neverthrow';
import type { LedgerContext } from '../cli-context.ts';
import { ledgerWith } from './plugins.ts';
import { openProgress } from '../output/progress.ts';
import type { Settings } from '../options/settings.ts';

type Watched = Pick<LedgerContext, 'terminal' | 'store' | 'program'> & { readonly settings: Pick<Settings, 'plugins'> };

/** Does something that does not tell how far it is, on a ledger that shows how many members it has read. */
export async function onWatchedLedger<T>(
  { terminal, store, program, settings }: Watched,
  work: (ledger: Pick<LedgerContext, 'pointbook'>) => PromiseLike<T>,
): Promise<T> {
  const total = (await store.rows.countAccounts(program.programId)).unwrapOr(null);
  const progress = openProgress(terminal, { unit: 'members', total });
  let members = 0;
  const watched =
    <Asked extends readonly unknown[], Row, Failure>(
      scan: (...asked: Asked) => ResultAsync<readonly Row[], Failure>,
    ): ((...asked: Asked) => ResultAsync<Row[], Failure>) =>
    (...asked) =>
      scan(...asked).andThen((page) => {
        progress.at((members += page.length));
        // Where a store never waits, as in a file, nothing else would be heard until the end, Ctrl-C neither.
        return ResultAsync.fromSafePromise(nextTurn([...page]));
      });
  const { anew } = store.rows;
  const rowsOf = (rows: RecordReader): RecordReader => ({ ...rows, accounts: watched(rows.accounts) });
  const rows = { ...rowsOf(store.rows), anew: anew && (() => rowsOf(anew())) };
  const pointbook = ledgerWith({ program, plugins: settings.plugins, store: { ...store, rows } });
  try {
    return await work({ pointbook });
  } finally {
    progress.end();
  }
}

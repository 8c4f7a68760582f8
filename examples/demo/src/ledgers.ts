import { type Clock, createPointbook, type Pointbook } from '@pointbook/core';
import { codes, type CodesPlugin, type Notifier } from '@pointbook/core/codes';
import { jobs } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { sqliteStore } from '@pointbook/sqlite';
import { err, ResultAsync } from 'neverthrow';
import type { Failure } from './failure.ts';
import { onPayment, onSave } from './programs.ts';

/** What the demo does beside the ledger itself and codes. */
const plugins = [jobs(), reports()] as const;

/** A ledger with all of that. */
export type Ledger = Pointbook & PluginVerbs<[CodesPlugin, ...typeof plugins]>;

/** The two programs, in one file. */
export interface Ledgers {
  readonly onSave: Ledger;
  readonly onPayment: Ledger;
  readonly both: readonly [Ledger, Ledger];
}

/**
 * Codes are made and checked with it. Everybody may read the demo's; a shop's is random, and comes from its
 * environment.
 */
const secret = 'the secret of the demo, which is none';

/** Opens a file, which is made where it is not there, works with both programs in it, and closes it. */
export function withLedgers<T>(
  file: string,
  { clock, notifiers }: { readonly clock: Clock; readonly notifiers: readonly Notifier[] },
  work: (ledgers: Ledgers) => ResultAsync<T, Failure>,
): ResultAsync<T, Failure> {
  const store = sqliteStore(file, { lockTimeoutMs: 1000 });
  const options = { store, clock, newProgram: true, plugins: [codes({ secret, notifiers }), ...plugins] } as const;
  const first = createPointbook({ program: onSave, ...options });
  const second = createPointbook({ program: onPayment, ...options });
  const run = async () => {
    const worked = await work({ onSave: first, onPayment: second, both: [first, second] });
    const closed = await store.close();
    return closed.isErr() ? err(closed.error) : worked;
  };
  return new ResultAsync(run());
}

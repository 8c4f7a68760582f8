import { createPointbook, type Pointbook, type PointbookOptions } from '@pointbook/core';
import { jobs } from '@pointbook/core/jobs';
import type { PluginVerbs } from '@pointbook/core/plugin';
import { reports } from '@pointbook/core/reports';
import { sqliteStore } from '@pointbook/sqlite';
import { err, ResultAsync } from 'neverthrow';
import type { Failure } from './failure.ts';
import { onPayment, onSave } from './programs.ts';

/** What the demo does beside the ledger itself. */
const plugins = [jobs(), reports()] as const;

/** A ledger with that. */
export type Ledger = Pointbook & PluginVerbs<typeof plugins>;

/** The two programs, in one file. */
export interface Ledgers {
  readonly onSave: Ledger;
  readonly onPayment: Ledger;
  readonly both: readonly [Ledger, Ledger];
}

/** Codes are made and checked with it. Everybody may read the demo's; a shop's is random, and comes from its environment. */
const otp = { secret: 'the secret of the demo, which is none' };

/** Opens a file, which is made where it is not there, works with both programs in it, and closes it. */
export function withLedgers<T>(
  file: string,
  around: Pick<PointbookOptions, 'clock' | 'notifiers'>,
  work: (ledgers: Ledgers) => ResultAsync<T, Failure>,
): ResultAsync<T, Failure> {
  const store = sqliteStore(file, { lockTimeoutMs: 1000 });
  const first = createPointbook({ program: onSave, store, otp, plugins, ...around });
  const second = createPointbook({ program: onPayment, store, otp, plugins, ...around });
  const run = async () => {
    const worked = await work({ onSave: first, onPayment: second, both: [first, second] });
    const closed = await store.close();
    return closed.isErr() ? err(closed.error) : worked;
  };
  return new ResultAsync(run());
}

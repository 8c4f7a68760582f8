import type { Result, ResultAsync } from 'neverthrow';
import { decideBatch, type Setting } from '../kernel/draft/decide-batch.ts';
import type { ClockGuard } from '../kernel/clock.ts';
import { readClock } from '../kernel/read-clock.ts';
import type { AnyTask } from '../kernel/engine/task.ts';
import { wantedOf } from '../kernel/draft/wanted.ts';
import { invariant } from '../values/invariant.ts';
import { type GateSetting, LedgerGate } from './ledger-gate.ts';
import type { AsyncTransaction, SyncTransaction } from './record-store.ts';
import { decisionOver } from './record-transactor.ts';

interface JoinedSetting extends Setting, GateSetting {
  readonly program: GateSetting['program'];
  readonly clockGuard: ClockGuard;
}

/**
 * Runs one decision inside the host's own transaction, at once or as its driver answers: by itself, at the clock's
 * time of now, and never a second time. The host may roll back, so what the ledger says is asked for each time.
 */
export function decideJoined(
  transaction: SyncTransaction,
  setting: JoinedSetting,
  task: AnyTask,
): Result<unknown, unknown>;
export function decideJoined(
  transaction: AsyncTransaction,
  setting: JoinedSetting,
  task: AnyTask,
): ResultAsync<unknown, unknown>;
export function decideJoined(
  transaction: SyncTransaction | AsyncTransaction,
  setting: JoinedSetting,
  task: AnyTask,
): Result<unknown, unknown> | ResultAsync<unknown, unknown> {
  const now = readClock(setting.clock);
  const { request, run } = decisionOver(
    wantedOf(task.reads),
    (loaded) => decideBatch([task], loaded, now, setting),
    new LedgerGate(setting),
  );
  // A database that answers at once tells no time.
  const decided = (transaction as SyncTransaction & AsyncTransaction).transact(
    setting.program.programId,
    request,
    run,
    setting.clockGuard.joined(now),
  );
  return decided
    .andThen(({ outcome }) => outcome)
    .andThen(([outcome]) => {
      invariant(outcome !== undefined, 'a batch answers each of its calls');
      return outcome;
    });
}

import type { Result } from 'neverthrow';
import type { VerbList } from './kernel/plugin.ts';
import type { Task } from './kernel/task.ts';
import { joinVerbs } from './kernel/bind.ts';
import { decideJoined, decideJoinedAsync } from './kernel/decide-joined.ts';
import type { Ports } from './operations/ports.ts';
import type { AsyncTransaction, SyncTransaction } from './ports/ledger-store.ts';
import { isRecordStore } from './store/ledger-view.ts';
import type {
  AsyncTransaction as RecordAsyncTransaction,
  SyncTransaction as RecordSyncTransaction,
} from './store/record-store.ts';
import { joinedRecords, joinedRecordsAsync } from './store/record-transactor.ts';
import { joinedAsyncTransactor, joinedTransactor } from './store/ledger-transactor.ts';
import { ledgerVerbs } from './till-verbs.ts';

/** A plugin's verbs, and what they work with. */
interface Installed {
  readonly name: string;
  readonly verbs: VerbList;
  readonly host: Ports;
}

/** The way into the host's transaction, where the ledger's store has one. */
export function within(
  ports: Ports,
  plugins: readonly Installed[],
): { readonly within?: (connection: never) => object } {
  const { keptIn: store } = ports;
  if ('join' in store) {
    const join = store.join as (connection: unknown) => SyncTransaction & RecordSyncTransaction;
    return { within: (connection) => joined(ports, plugins, join.call(store, connection)) };
  }
  if ('joinAsync' in store) {
    const join = store.joinAsync as (connection: unknown) => AsyncTransaction & RecordAsyncTransaction;
    return { within: (connection) => joinedAsync(ports, plugins, join.call(store, connection)) };
  }
  return {};
}

function joined(
  ports: Ports,
  plugins: readonly Installed[],
  transaction: SyncTransaction & RecordSyncTransaction,
): object {
  const transactor = isRecordStore(ports.keptIn)
    ? joinedRecords(transaction, ports)
    : joinedTransactor(transaction, ports.program);
  return joinAll(ports, plugins, (plan) => plan.andThen((task) => decideJoined(transactor, ports, task)));
}

function joinedAsync(
  ports: Ports,
  plugins: readonly Installed[],
  transaction: AsyncTransaction & RecordAsyncTransaction,
): object {
  const transactor = isRecordStore(ports.keptIn)
    ? joinedRecordsAsync(transaction, ports)
    : joinedAsyncTransactor(transaction, ports.program);
  return joinAll(ports, plugins, (plan) => plan.asyncAndThen((task) => decideJoinedAsync(transactor, ports, task)));
}

function joinAll(
  ports: Ports,
  plugins: readonly Installed[],
  run: (plan: Result<Task<unknown, unknown>, unknown>) => unknown,
): object {
  const ofPlugins = plugins.map(({ name, verbs, host }) => [name, joinVerbs(verbs, host, run)] as const);
  return { ...joinVerbs(ledgerVerbs, ports, run), ...Object.fromEntries(ofPlugins) };
}

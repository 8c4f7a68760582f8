import type { Result } from 'neverthrow';
import type { VerbList } from './kernel/plugin.ts';
import type { Task } from './kernel/task.ts';
import { joinVerbs } from './kernel/bind.ts';
import { decideJoined, decideJoinedAsync } from './kernel/decide-joined.ts';
import type { Ports } from './store/ports.ts';
import type { AsyncJoinableRecordStore, JoinableRecordStore } from './store/record-store.ts';
import { joinedRecords, joinedRecordsAsync } from './store/record-transactor.ts';
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
): { readonly within?: (connection: unknown) => object } {
  if ('join' in ports.store) {
    const store = ports.store as JoinableRecordStore<unknown>;
    return {
      within(connection) {
        const transactor = joinedRecords(store.join(connection), ports);
        return joinAll(ports, plugins, (plan) => plan.andThen((task) => decideJoined(transactor, ports, task)));
      },
    };
  }
  if ('joinAsync' in ports.store) {
    const store = ports.store as AsyncJoinableRecordStore<unknown>;
    return {
      within(connection) {
        const transactor = joinedRecordsAsync(store.joinAsync(connection), ports);
        return joinAll(ports, plugins, (plan) =>
          plan.asyncAndThen((task) => decideJoinedAsync(transactor, ports, task)),
        );
      },
    };
  }
  return {};
}

function joinAll(
  ports: Ports,
  plugins: readonly Installed[],
  run: (plan: Result<Task<unknown, unknown>, unknown>) => unknown,
): object {
  const ofPlugins = plugins.map(({ name, verbs, host }) => [name, joinVerbs(verbs, host, run)] as const);
  return { ...joinVerbs(ledgerVerbs, ports, run), ...Object.fromEntries(ofPlugins) };
}

import { type Result, ResultAsync } from 'neverthrow';
import type { VerbList } from '../kernel/plugin.ts';
import type { AnyTask, Task } from '../kernel/engine/task.ts';
import { joinVerbs } from '../kernel/bind-verbs.ts';
import { decideJoined } from '../store/decide-joined.ts';
import type { Ports } from '../store/ports.ts';
import type { AsyncJoinableRecordStore, JoinableRecordStore } from '../store/record-store.ts';
import { writingVerbs } from './writing-verbs.ts';

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
        const transaction = store.join(connection);
        return joinAll(ports, plugins, (plan) => plan.andThen((task) => decideJoined(transaction, ports, task)));
      },
    };
  }
  if ('joinAsync' in ports.store) {
    const store = ports.store as AsyncJoinableRecordStore<unknown>;
    return {
      within(connection) {
        const transaction = store.joinAsync(connection);
        // An error that is thrown rejects the promise.
        const decide = async (task: AnyTask) => decideJoined(transaction, ports, task);
        return joinAll(ports, plugins, (plan) => plan.asyncAndThen((task) => new ResultAsync(decide(task))));
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
  const { observers } = ports;
  const ofPlugins = plugins.map(
    ({ name, verbs, host }) => [name, joinVerbs(verbs, host, run, { observers, at: `${name}.` })] as const,
  );
  return { ...joinVerbs(writingVerbs, ports, run, { observers }), ...Object.fromEntries(ofPlugins) };
}

import type { Result } from 'neverthrow';
import type { VerbList } from './kernel/plugin.ts';
import type { Task } from './kernel/task.ts';
import { joinVerbs, refuseInside } from './kernel/bind.ts';
import { decideJoined, decideJoinedAsync } from './kernel/decide-joined.ts';
import type { Ports } from './operations/ports.ts';
import type { CodeVerbs } from './pointbook-verbs.ts';
import type {
  AsyncJoinableStore,
  AsyncTransaction,
  JoinableStore,
  LedgerStore,
  SyncTransaction,
} from './ports/ledger-store.ts';
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
  const { store } = ports;
  if (isJoinable(store)) return { within: (connection) => joined(ports, plugins, store.join(connection)) };
  if (isAsyncJoinable(store))
    return { within: (connection) => joinedAsync(ports, plugins, store.joinAsync(connection)) };
  return {};
}

function isJoinable(store: LedgerStore): store is JoinableStore<never> {
  return 'join' in store;
}

function isAsyncJoinable(store: LedgerStore): store is AsyncJoinableStore<never> {
  return 'joinAsync' in store;
}

function joined(ports: Ports, plugins: readonly Installed[], transaction: SyncTransaction): object {
  const transactor = joinedTransactor(transaction, ports.program);
  return joinAll(ports, plugins, (plan) => plan.andThen((task) => decideJoined(transactor, ports, task)));
}

function joinedAsync(ports: Ports, plugins: readonly Installed[], transaction: AsyncTransaction): object {
  const transactor = joinedAsyncTransactor(transaction, ports.program);
  return joinAll(ports, plugins, (plan) => plan.asyncAndThen((task) => decideJoinedAsync(transactor, ports, task)));
}

function joinAll(
  ports: Ports,
  plugins: readonly Installed[],
  run: (plan: Result<Task<unknown, unknown>, unknown>) => unknown,
): object {
  const ofPlugins = plugins.map(({ name, verbs, host }) => [name, joinVerbs(verbs, host, run)] as const);
  return { ...joinVerbs(ledgerVerbs, ports, run), ...refusedInside, ...Object.fromEntries(ofPlugins) };
}

/** Verbs that count or send: JavaScript hosts have no type that says that these are missing here. */
const outside: readonly (keyof CodeVerbs)[] = [
  'requestRedemption',
  'confirmRedemption',
  'resendCode',
  'cancelRedemption',
  'unlockMember',
  'notifyMember',
];

const refusedByName = Object.fromEntries(outside.map((verb) => [verb, refuseInside(verb)]));
const refusedInside = { ...refusedByName, forMembers: refusedByName };

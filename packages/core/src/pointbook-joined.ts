import { joinVerbs, refuseInside } from './kernel/bind.ts';
import { decideJoined, decideJoinedAsync } from './kernel/decide-joined.ts';
import type { Ports } from './operations/ports.ts';
import type {
  AsyncJoinablePointbook,
  AsyncJoinedPointbook,
  CodeVerbs,
  JoinablePointbook,
  JoinedPointbook,
} from './pointbook-verbs.ts';
import type {
  AsyncJoinableStore,
  AsyncTransaction,
  JoinableStore,
  LedgerStore,
  SyncTransaction,
} from './ports/ledger-store.ts';
import { joinedAsyncTransactor, joinedTransactor } from './store/ledger-transactor.ts';
import { ledgerVerbs } from './till-verbs.ts';

/** The way into the host's transaction, where the ledger's store has one. */
export function within(
  ports: Ports,
): Partial<Pick<JoinablePointbook<never>, 'within'> | Pick<AsyncJoinablePointbook<never>, 'within'>> {
  const { store } = ports;
  if (isJoinable(store)) return { within: (connection) => joined(ports, store.join(connection)) };
  if (isAsyncJoinable(store)) return { within: (connection) => joinedAsync(ports, store.joinAsync(connection)) };
  return {};
}

function isJoinable(store: LedgerStore): store is JoinableStore<never> {
  return 'join' in store;
}

function isAsyncJoinable(store: LedgerStore): store is AsyncJoinableStore<never> {
  return 'joinAsync' in store;
}

function joined(ports: Ports, transaction: SyncTransaction): JoinedPointbook {
  const transactor = joinedTransactor(transaction, ports.program);
  const verbs = joinVerbs(ledgerVerbs, ports, (plan) => plan.andThen((task) => decideJoined(transactor, ports, task)));
  return { ...verbs, ...refusedInside } as unknown as JoinedPointbook;
}

function joinedAsync(ports: Ports, transaction: AsyncTransaction): AsyncJoinedPointbook {
  const transactor = joinedAsyncTransactor(transaction, ports.program);
  const verbs = joinVerbs(ledgerVerbs, ports, (plan) =>
    plan.asyncAndThen((task) => decideJoinedAsync(transactor, ports, task)),
  );
  return { ...verbs, ...refusedInside } as unknown as AsyncJoinedPointbook;
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

import type { ResultAsync } from 'neverthrow';
import { decideJoined, decideJoinedAsync } from './engine/decide-joined.ts';
import { InvariantError } from './values/invariant.ts';
import { planAdjustPoints } from './operations/adjust-points.ts';
import { planApprovePayment } from './operations/approve-payment.ts';
import { planCaptureHold } from './operations/capture-hold.ts';
import { planClaimInvoice } from './operations/claim-invoice.ts';
import { planEnrolMember } from './operations/enrol-member.ts';
import { planHoldPoints } from './operations/hold-points.ts';
import type { Plan, Ports } from './operations/ports.ts';
import { planReassignInvoice } from './operations/reassign-invoice.ts';
import { planRecordPayment } from './operations/record-payment.ts';
import { planRedeemPoints } from './operations/redeem-points.ts';
import { planRefundInvoice } from './operations/refund-invoice.ts';
import { planReleaseHold } from './operations/release-hold.ts';
import { planReverseEntry } from './operations/reverse-entry.ts';
import { planSaveInvoice } from './operations/save-invoice.ts';
import { planSetBalance } from './operations/set-balance.ts';
import { planUpdateMember } from './operations/update-member.ts';
import { planVoidInvoice } from './operations/void-invoice.ts';
import type {
  AsyncJoinablePointbook,
  AsyncJoinedPointbook,
  CodeVerbs,
  JoinablePointbook,
  JoinedPointbook,
  LedgerVerbs,
} from './pointbook-verbs.ts';
import type {
  AsyncJoinableStore,
  AsyncTransaction,
  JoinableStore,
  LedgerStore,
  SyncTransaction,
} from './ports/ledger-store.ts';

/** How each writing verb makes a decision of its command. */
const plans: {
  readonly [Verb in keyof LedgerVerbs]: LedgerVerbs[Verb] extends (
    command: infer Command,
  ) => ResultAsync<infer Receipt, infer Failure>
    ? (command: Command) => Plan<Receipt, Failure>
    : never;
} = {
  enrolMember: planEnrolMember,
  updateMember: planUpdateMember,
  saveInvoice: planSaveInvoice,
  recordPayment: planRecordPayment,
  approvePayment: planApprovePayment,
  refundInvoice: planRefundInvoice,
  voidInvoice: planVoidInvoice,
  reassignInvoice: planReassignInvoice,
  claimInvoice: planClaimInvoice,
  adjustPoints: planAdjustPoints,
  setBalance: planSetBalance,
  reverseEntry: planReverseEntry,
  redeemPoints: planRedeemPoints,
  holdPoints: planHoldPoints,
  captureHold: planCaptureHold,
  releaseHold: planReleaseHold,
};

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
  return verbs((plan) => plan.andThen((task) => decideJoined(transaction, ports, task))) as JoinedPointbook;
}

function joinedAsync(ports: Ports, transaction: AsyncTransaction): AsyncJoinedPointbook {
  return verbs((plan) =>
    plan.asyncAndThen((task) => decideJoinedAsync(transaction, ports, task)),
  ) as AsyncJoinedPointbook;
}

/** Each verb plans its command and runs the plan. */
function verbs<Ran>(run: (plan: Plan<unknown, unknown>) => Ran): {
  readonly [Verb in keyof LedgerVerbs]: (command: never) => Ran;
} {
  const all = Object.entries<(command: never) => Plan<unknown, unknown>>(plans);
  const joinedVerbs = all.map(([verb, plan]) => [verb, (command: never) => run(plan(command))]);
  const refused = Object.fromEntries(outside.map((verb) => [verb, refuseInside(verb)]));
  return { ...Object.fromEntries(joinedVerbs), ...refused, forMembers: refused } as never;
}

/** Who writes JavaScript has no type that says that these are not to be had here. */
const outside: readonly (keyof CodeVerbs)[] = [
  'requestRedemption',
  'confirmRedemption',
  'resendCode',
  'cancelRedemption',
  'unlockMember',
  'notifyMember',
];

function refuseInside(verb: keyof CodeVerbs): () => never {
  return () => {
    throw new InvariantError(
      `${verb} is not for use inside your transaction, whose rollback would undo what it counts or has sent: call it on the ledger itself.`,
    );
  };
}

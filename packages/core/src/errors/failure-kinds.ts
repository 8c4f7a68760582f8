import type { BoundList } from '../kernel/plugin.ts';
import type { StoreError } from '../kernel/store-error.ts';
import { storeErrorKinds } from '../kernel/store-error-kinds.ts';
import type { FailureKinds, FailureOf } from '../kernel/verb.ts';
import type { ClockVerbs } from '../plugins/clock/clock.ts';
import type { CodeVerbs } from '../plugins/codes/codes.ts';
import type { JobVerbs } from '../plugins/jobs/jobs.ts';
import type { ReportVerbs } from '../plugins/reports/reports.ts';
import type { WritingVerbs, QuotingVerbs, ReadingVerbs } from '../pointbook/pointbook.ts';
import type { InvalidProgram } from '../program/parsing/parse-program.ts';

/** Every error that a verb of Pointbook, of its own plugins, or `parseProgram` may answer with. */
export type AnyFailure =
  | FailuresIn<WritingVerbs & ReadingVerbs & QuotingVerbs>
  | FailuresIn<BoundList<ClockVerbs>>
  | FailuresIn<CodeVerbs>
  | FailuresIn<BoundList<JobVerbs>>
  | FailuresIn<BoundList<ReportVerbs>>
  | InvalidProgram;

type FailuresIn<Verbs> = {
  [Name in keyof Verbs]: Verbs[Name] extends (...given: never) => unknown
    ? FailureOf<(host: never) => Verbs[Name]>
    : FailuresIn<Verbs[Name]>;
}[keyof Verbs];

/** The name of an error. */
export type FailureKind = AnyFailure['kind'];

/** Those that are not of the store. */
const kinds: FailureKinds<Exclude<AnyFailure, StoreError>> = {
  'bad-header': true,
  'balance-mismatch': true,
  'card-taken': true,
  'challenge-closed': true,
  'channel-not-allowed': true,
  'clawback-refused': true,
  'clock-not-ahead': true,
  'code-expired': true,
  'code-locked': true,
  'code-not-accepted': true,
  'code-not-sent': true,
  'code-required': true,
  'code-superseded': true,
  'currency-mismatch': true,
  'file-differs': true,
  'file-undone': true,
  'hold-closed': true,
  'idempotency-key-reused': true,
  'insufficient-points': true,
  'invalid-command': true,
  'invalid-program': true,
  'invoice-below-refunded': true,
  'invoice-differs': true,
  'invoice-has-member': true,
  'invoice-not-voided': true,
  'invoice-voided': true,
  'job-not-undoable': true,
  'job-running': true,
  'job-undone': true,
  'member-changed': true,
  'member-locked': true,
  'message-not-sent': true,
  'no-destination': true,
  'no-notifier': true,
  'no-otp-secret': true,
  'not-reversible': true,
  'nothing-to-tell': true,
  overloaded: true,
  'payment-reversed': true,
  'phone-taken': true,
  'points-overflow': true,
  'reaction-failed': true,
  'reaction-refused': true,
  'record-removed': true,
  'redemption-not-allowed': true,
  'refund-exceeds-invoice': true,
  'reversal-exceeds-entry': true,
  'source-failed': true,
  'too-many-changes': true,
  'too-many-codes': true,
  'too-many-holds': true,
  'unknown-challenge': true,
  'unknown-cursor': true,
  'unknown-entry': true,
  'unknown-invoice': true,
  'unknown-job': true,
  'unknown-line': true,
  'unknown-member': true,
  'unknown-payment': true,
  'unknown-redemption': true,
  'unknown-reward': true,
  'unreadable-file': true,
  'use-refund': true,
  'wrong-code': true,
};

/** The names of all errors, in the order of the alphabet. A page of docs/errors.md says what to do on each. */
export const failureKinds: readonly FailureKind[] = [
  ...(Object.keys(kinds) as (keyof typeof kinds)[]),
  ...storeErrorKinds,
].toSorted();

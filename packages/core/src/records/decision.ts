import { err, ok, type Result } from 'neverthrow';
import type { Instant } from '../values/instant.ts';
import type { Program } from '../program/program.ts';
import type { Changes, RecordKeys, Known } from './records.ts';

/** What a decision may know beside the records. */
export interface DecisionContext {
  readonly program: Program;
  /** The clock's time; an account's own last instant may be later. */
  readonly now: Instant;
}

/** The answer of a decision: an outcome with its changes, or the records it needs to see first. */
export type Decision<Receipt, Failure> = Verdict<Receipt, Failure> | Needs;

/** What a decision answers: how it ended, and what it changes. */
export interface Verdict<Receipt, Failure> {
  readonly outcome: Result<Receipt, Failure>;
  readonly changes: Partial<Changes>;
}

/** The records that a decision must see before it can answer. */
export interface Needs {
  readonly needs: RecordKeys;
}

/** A pure decision, and the records it starts from. */
export interface Task<Receipt, Failure> {
  readonly keys: RecordKeys;
  decide(records: Known, context: DecisionContext): Decision<Receipt, Failure>;
}

/** A success and what it changes. */
export function accept<Receipt>(receipt: Receipt, changes: Partial<Changes> = {}): Verdict<Receipt, never> {
  return { outcome: ok(receipt), changes };
}

/** A failure, which changes nothing. */
export function refuse<Failure>(failure: Failure): Verdict<never, Failure> {
  return { outcome: err(failure), changes: {} };
}

/** A failure that is itself recorded: a code that was judged. */
export function refuseAndRecord<Failure>(failure: Failure, changes: Partial<Changes>): Verdict<never, Failure> {
  return { outcome: err(failure), changes };
}

/** Asks for records that were not named. */
export function needs(keys: RecordKeys): Needs {
  return { needs: keys };
}

import { errAsync, type Result, type ResultAsync } from 'neverthrow';
import { createEngine, type Engine } from '../engine/engine.ts';
import type { NextTurn } from '../engine/next-turn.ts';
import { fingerprintOfText } from '../model/fingerprint.ts';
import { InvariantError } from '../model/invariant.ts';
import type { InvalidCommand, Overloaded } from '../model/errors.ts';
import { type Clock, systemClock } from '../ports/clock.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import type { StoreError } from '../ports/store-error.ts';
import type { Program } from '../program/program.ts';
import type { Task } from '../records/decision.ts';

/** What operations work with; `createPorts` makes one for a program and a store. */
export interface Ports {
  readonly program: Program;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly engine: Engine;
}

/** What a ledger is made of. */
export interface PortsOptions {
  readonly program: Program;
  readonly store: LedgerStore;
  /** The machine's clock, when left out. */
  readonly clock?: Clock;
  /** Calls that may wait for their commit before further ones are `overloaded`; 10,000 when left out. */
  readonly queueLimit?: number;
  /** How the engine lets callers go first; tests give a scheduler. */
  readonly nextTurn?: NextTurn;
}

/**
 * Sets up what operations need, for those who use operations one by one. One for a ledger and process: its engine
 * lets concurrent callers share a commit.
 *
 * @example
 * ```ts
 * const ports = createPorts({ program, store });
 * const earned = await saveInvoice(ports)({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * ```
 */
export function createPorts({ clock = systemClock, ...options }: PortsOptions): Ports {
  // Who writes JavaScript has no type that says so.
  if (!isObject(options.program))
    throw new InvariantError('A ledger needs a `program`: what defineProgram or parseProgram gave.');
  if (typeof (options.store as Partial<LedgerStore> | undefined)?.transact !== 'function') {
    throw new InvariantError('A ledger needs a `store`, such as sqliteStore("points.db").');
  }
  return { program: options.program, store: options.store, clock, engine: createEngine({ ...options, clock }) };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

/** A command checked and turned into a decision, or what is wrong with it. */
export type Plan<Receipt, Failure> = Result<Task<Receipt, Failure>, InvalidCommand>;

/** Hands a planned command to the engine. */
export function run<Receipt, Failure>(
  { engine }: Ports,
  plan: Plan<Receipt, Failure>,
): ResultAsync<Receipt, Failure | InvalidCommand | StoreError | Overloaded> {
  return plan.isErr() ? errAsync(plan.error) : engine.run(plan.value);
}

/** What a retry of a command has in common with it: its verb and everything it says, in the order of its schema. */
export function fingerprint(verb: string, command: object): string {
  return fingerprintOfText(JSON.stringify([verb, command]));
}

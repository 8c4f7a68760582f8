import { kindsByName, tillKinds } from './till-kinds.ts';
import type { AnyCheck } from '../kernel/check.ts';
import { type Clock, type ClockGuard, systemClock } from '../kernel/clock.ts';
import { createEngine, type Engine } from '../kernel/engine/engine.ts';
import type { NextTurn } from '../kernel/engine/next-turn.ts';
import type { Observer } from '../kernel/observing/observer.ts';
import { observersOf, type Observing } from '../kernel/observing/observers-of.ts';
import type { Reactions } from '../kernel/reactions/reaction.ts';
import type { AnyRecordKind, KindsByName } from '../kernel/record.ts';
import type { Transactor } from '../kernel/engine/transactor.ts';
import type { Program } from '../program/program.ts';
import { InvariantError } from '../values/invariant.ts';
import { checkOptionNames, type OptionNames } from '../values/option-names.ts';
import { type ClockCheck, clockGuard } from './clock-guard.ts';
import { checkStoredRules } from './open-ledger.ts';
import { type Reads, readsOf } from './reads.ts';
import type { RecordReader } from './record-reader.ts';
import type { RecordStore } from './record-store.ts';
import { recordTransactor } from './record-transactor.ts';

/** What verbs work with; `createPorts` makes one for a program and a store. */
export interface Ports {
  /** The rules of the ledger. */
  readonly program: Program;
  /** What the ledger is kept in. */
  readonly store: RecordStore;
  /** What is committed of the ledger. */
  readonly reads: Reads;
  /** Tells the time. */
  readonly clock: Clock;
  /** Judges what the clock says. */
  readonly clockGuard: ClockGuard;
  /** Runs commands in batches and commits them. */
  readonly engine: Engine;
  /** The kinds of records that the ledger knows. */
  readonly kinds: KindsByName;
  /** The names of the plugins that the process has. */
  readonly plugins: readonly string[];
  /** The names of the plugins that a ledger must not be written without. */
  readonly requiredPlugins: readonly string[];
  /** What plugins hold true of their records, for `verify`. */
  readonly checks: readonly AnyCheck[];
  /** How the engine reaches the program's records. */
  readonly transactor: Transactor;
  /** What plugins do in the same commit when something else happens. */
  readonly reactions: Reactions;
  /** Who is told of verbs and batches. */
  readonly observers: readonly Observer[];
}

/** What a ledger is made of. */
export interface PortsOptions extends Observing {
  /** The rules of the ledger: what `defineProgram` or `parseProgram` gave. */
  readonly program: Program;
  /** Where the ledger is kept, such as `sqliteStore("points.db")`. */
  readonly store: RecordStore;
  /**
   * Whether the program may be new in a database that has the ledgers of others. Without it such a program is refused
   * with `store-other-program`, because its id may be mistyped. Once the ledger has begun, it says nothing.
   *
   * @defaultValue `false`
   */
  readonly newProgram?: boolean | undefined;
  /** The machine's clock, when left out. */
  readonly clock?: Clock | undefined;
  /**
   * How the clock is judged before something is written; `false` for not at all. Judged by the defaults when left out.
   */
  readonly clockCheck?: ClockCheck | false | undefined;
  /** Calls that may wait for their commit before further ones are `overloaded`; 10,000 when left out. */
  readonly queueLimit?: number | undefined;
  /** What plugins do in the same commit when something else happens; nothing, when left out. */
  readonly reactions?: Reactions | undefined;
  /** Kinds of records that plugins keep; none, when left out. */
  readonly kinds?: readonly AnyRecordKind[] | undefined;
  /** The names of the plugins that the process has, and of those that a ledger must not be written without. */
  readonly plugins?: readonly string[] | undefined;
  /** The names of the plugins that a ledger must not be written without; none, when left out. */
  readonly requiredPlugins?: readonly string[] | undefined;
  /** What plugins hold true of their records, for `verify`; nothing, when left out. */
  readonly checks?: readonly AnyCheck[] | undefined;
  /** How the engine lets callers go first; tests give a scheduler. */
  readonly nextTurn?: NextTurn | undefined;
}

/** The options of a ledger that a host gives. */
export const ofLedgers = {
  program: false,
  store: false,
  newProgram: false,
  clock: false,
  clockCheck: false,
  queueLimit: false,
  nextTurn: false,
  plugins: false,
  observers: false,
  logger: false,
};

const ofPorts: OptionNames<PortsOptions> = {
  ...ofLedgers,
  reactions: false,
  kinds: false,
  requiredPlugins: false,
  checks: false,
};

/**
 * Sets up what verbs need, for those who use verbs one by one. One for a ledger and process: its engine
 * lets concurrent callers share a commit.
 *
 * @example
 * ```ts
 * const ports = createPorts({ program, store });
 * const earned = await saveInvoice(ports)({ invoiceId: 'INV-1', memberId: 'C-17', currency: 'IDR', total: 125_000 });
 * ```
 */
export function createPorts(given: PortsOptions): Ports {
  checkOptionNames('createPorts()', given, ofPorts);
  const { clock = systemClock, ...options } = given;
  // Who writes JavaScript has no type that says so.
  if (!isObject(options.program))
    throw new InvariantError('A ledger needs a `program`: what defineProgram or parseProgram gave.');
  if (typeof (options.store as Partial<RecordStore> | undefined)?.transact !== 'function') {
    throw new InvariantError('A ledger needs a `store`, such as sqliteStore("points.db").');
  }
  const { program, store, reactions = new Map(), plugins = [], requiredPlugins = [], checks = [] } = options;
  const observers = observersOf(options);
  const kinds = kindsByName([...tillKinds, ...(options.kinds ?? [])]);
  const transactor = recordTransactor(store, { program, kinds, plugins, requiredPlugins, clock });
  const readsIn = (rows: RecordReader) => readsOf(rows, program.programId, kinds);
  const replica = async () => {
    const found = (await store.replica?.()) ?? null;
    return found && { ...readsIn(found.rows), asOf: found.asOf };
  };
  const reads: Reads = store.replica === undefined ? readsIn(store.rows) : { ...readsIn(store.rows), replica };
  const guard = clockGuard(store.rows, program.programId, clock, options.clockCheck ?? {});
  return {
    program,
    store,
    clockGuard: guard,
    reads,
    kinds,
    plugins,
    requiredPlugins,
    checks,
    transactor,
    clock,
    engine: createEngine({
      ...options,
      clock,
      transactor,
      prepare: () => checkStoredRules({ ...options, reads, rows: store.rows }),
      judge: (now) => guard.write(now),
      observers,
    }),
    reactions,
    observers,
  };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

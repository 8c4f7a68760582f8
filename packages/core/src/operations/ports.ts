import { err, errAsync, ok, type Result, type ResultAsync } from 'neverthrow';
import type { Reactions } from '../kernel/reaction.ts';
import { createEngine } from '../kernel/engine.ts';
import { type Engine, engineOfRecords } from '../records/engine-of-records.ts';
import type { AnyRecordKind } from '../kernel/record.ts';
import type { Transactor } from '../kernel/transactor.ts';
import { ledgerTransactor } from '../store/ledger-transactor.ts';
import { isRecordStore, kindsByName, ledgerView } from '../store/ledger-view.ts';
import type { KindsByName } from '../store/loading.ts';
import type { RecordStore } from '../store/record-store.ts';
import { recordTransactor } from '../store/record-transactor.ts';
import type { NextTurn } from '../kernel/next-turn.ts';
import { fingerprintOfText } from '../values/fingerprint.ts';
import { InvariantError } from '../values/invariant.ts';
import { isLocale } from '../values/locale.ts';
import { noOtpSecret } from '../values/code-failures.ts';
import type { InvalidCommand, NoOtpSecret, Overloaded } from '../values/errors.ts';
import { createMessenger, type Messenger, type MessengerOptions } from '../notifying/messenger.ts';
import { type Clock, systemClock } from '../kernel/clock.ts';
import type { LedgerStore } from '../ports/ledger-store.ts';
import { type RandomSource, systemRandom } from '../ports/random.ts';
import type { StoreError } from '../kernel/store-error.ts';
import type { Program } from '../program/program.ts';
import type { Task } from '../records/decision.ts';
import { type CodeKeeper, codeKeeper } from '../redeeming/code-keeper.ts';
import { checkStoredRules } from './stored-rules.ts';

/** What operations work with; `createPorts` makes one for a program and a store. */
export interface Ports {
  readonly program: Program;
  readonly store: LedgerStore;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly messenger: Messenger;
  /** What the ledger is kept in. */
  readonly keptIn: LedgerStore | RecordStore;
  /** The kinds of records that the ledger knows. */
  readonly kinds: KindsByName;
  readonly plugins: readonly string[];
  readonly requiredPlugins: readonly string[];
  /** How the engine reaches the program's records. */
  readonly transactor: Transactor;
  /** What plugins do in the same commit when something else happens. */
  readonly reactions: Reactions;
  /** The language of messages whose command names none. */
  readonly locale: string;
  /** How codes are made and checked; null where no secret was given. */
  readonly codes: CodeMaker | null;
}

/** What codes are made of. */
export interface CodeMaker {
  readonly keeper: CodeKeeper;
  readonly random: RandomSource;
}

/** What a ledger is made of. */
export interface PortsOptions extends MessengerOptions {
  readonly program: Program;
  readonly store: LedgerStore | RecordStore;
  /** The machine's clock, when left out. */
  readonly clock?: Clock;
  /** Calls that may wait for their commit before further ones are `overloaded`; 10,000 when left out. */
  readonly queueLimit?: number;
  /** What plugins do in the same commit when something else happens; nothing, when left out. */
  readonly reactions?: Reactions;
  /** Kinds of records that plugins keep; none, when left out. */
  readonly kinds?: readonly AnyRecordKind[];
  /** The names of the plugins that the process has, and of those that a ledger must not be written without. */
  readonly plugins?: readonly string[];
  readonly requiredPlugins?: readonly string[];
  /** How the engine lets callers go first; tests give a scheduler. */
  readonly nextTurn?: NextTurn;
  /** What one-time codes need: a secret of at least 32 characters, the same in all processes, and not in the database. */
  readonly otp?: { readonly secret: string };
  /** The language of messages whose command names none, as a BCP 47 tag; `'en'` when left out. */
  readonly locale?: string;
  /** The runtime's cryptographic generator, when left out. */
  readonly random?: RandomSource;
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
export function createPorts({ clock = systemClock, random = systemRandom, ...options }: PortsOptions): Ports {
  // Who writes JavaScript has no type that says so.
  if (!isObject(options.program))
    throw new InvariantError('A ledger needs a `program`: what defineProgram or parseProgram gave.');
  if (typeof (options.store as Partial<LedgerStore> | undefined)?.transact !== 'function') {
    throw new InvariantError('A ledger needs a `store`, such as sqliteStore("points.db").');
  }
  if (typeof (random as Partial<RandomSource> | null)?.bytes !== 'function')
    throw new InvariantError('`random` must have a function `bytes`; leave it out for that of the runtime.');
  const { program, store, otp, reactions = new Map(), plugins = [], requiredPlugins = [], locale = 'en' } = options;
  if (!isLocale(locale)) throw new InvariantError('`locale` must be a BCP 47 tag, such as "en" or "id-ID".');
  const kinds = kindsByName(options.kinds);
  const transactor = isRecordStore(store)
    ? recordTransactor(store, { program, kinds, plugins, requiredPlugins })
    : ledgerTransactor(store, program);
  const view = ledgerView(store, kinds);
  return {
    program,
    store: view,
    keptIn: store,
    kinds,
    plugins,
    requiredPlugins,
    transactor,
    clock,
    engine: engineOfRecords(
      createEngine({ ...options, clock, transactor, prepare: () => checkStoredRules(view, program) }),
    ),
    messenger: createMessenger(options),
    reactions,
    locale,
    codes: otp === undefined ? null : { keeper: codeKeeper(checkedSecret(otp)), random },
  };
}

/** How codes are made and checked, where the process has a secret. */
export function codesOf({ codes }: Ports): Result<CodeMaker, NoOtpSecret> {
  return codes === null ? err(noOtpSecret()) : ok(codes);
}

const shortestSecret = 32;

function checkedSecret(otp: PortsOptions['otp'] | null): string {
  const secret = otp?.secret;
  if (typeof secret === 'string' && secret.length >= shortestSecret) return secret;
  throw new InvariantError(
    `The otp \`secret\` must have at least ${shortestSecret} characters: make one with \`openssl rand -base64 32\`, and keep it out of the database.`,
  );
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

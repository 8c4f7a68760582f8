import { wasParsed } from '../program/evaluating/active-rules.ts';
import { checkPointbookOptions } from './check-options.ts';
import { checkPlugins } from './check-plugins.ts';
import { bindVerbs } from '../kernel/bind-verbs.ts';
import { type AnyPlugin, type PluginDue, type PluginVerbs, reactionsOf } from '../kernel/plugin.ts';
import { quotingVerbs } from './quoting-verbs.ts';
import { readingVerbs } from './reading-verbs.ts';
import { writingVerbs } from './writing-verbs.ts';
import { createPorts, ofLedgers, type PortsOptions } from '../store/ports.ts';
import type { OptionNames } from '../values/option-names.ts';
import type { RecordStore } from '../store/record-store.ts';
import type { PluginSections } from '../kernel/section.ts';
import { defineProgram, programWith } from '../program/parsing/parse-program.ts';
import type { ProgramDefinition } from '../program/program-definition.ts';
import type { CheckedProgram } from '../program/program.ts';
import { within } from './within.ts';
import { checkStoredRules, finishUpgrade, openLedger } from '../store/open-ledger.ts';
import type { Pointbook, Within } from './pointbook.ts';

/** What a ledger is made of. The program may be a definition, or what `parseProgram` answered. */
export interface PointbookOptions<
  Store extends RecordStore = RecordStore,
  Plugins extends readonly AnyPlugin[] = readonly AnyPlugin[],
> extends Omit<PortsOptions, 'program' | 'store' | 'reactions' | 'kinds' | 'checks' | 'plugins' | 'requiredPlugins'> {
  /** The rules of the ledger. */
  readonly program: CheckedProgram | ProgramDefinition<never, PluginSections<Plugins>>;
  /** The store that keeps the ledger, such as `sqliteStore("points.db")`. */
  readonly store: Store;
  /** Capabilities beyond the ledger, each with a name space of its own: `codes({ … })` is `pointbook.codes`. */
  readonly plugins?: Plugins | undefined;
  /**
   * Whether the ledger cannot be written to without these plugins from now on, where they react. A tool that brings
   * plugins for whatever ledger it meets says `false`: they react, and lock out no process that does without them.
   *
   * @defaultValue `true`
   */
  readonly addsRequirements?: boolean | undefined;
}

const ofPointbooks: OptionNames<PointbookOptions> = { ...ofLedgers, addsRequirements: false };

/**
 * Opens a program's ledger on a store.
 *
 * @remarks Make one for each program and process: it lets concurrent callers share a commit. It throws for a program
 * with mistakes, with all of them in the message; `parseProgram` answers them as values. The store opens at the first
 * use.
 *
 * @example
 * ```ts
 * const ledger = createPointbook({
 *   program: {
 *     programId: 'warung',
 *     name: 'Warung Ayu',
 *     timeZone: 'Asia/Jakarta',
 *     currency: 'IDR',
 *     earn: { rules: [{ ruleId: 'base', earn: { per: 'amount', points: 1, of: 1000 } }] },
 *   },
 *   store,
 * });
 * ```
 */
export function createPointbook<Store extends RecordStore, const Plugins extends readonly AnyPlugin[] = []>(
  given: PointbookOptions<Store, Plugins>,
): Pointbook & Within<Store, Plugins> & PluginVerbs<Plugins> {
  const { program, plugins, addsRequirements = true, ...options } = checkPointbookOptions(given, ofPointbooks);
  const all: readonly AnyPlugin[] = plugins ?? [];
  checkPlugins(all);
  const ports = createPorts({
    ...options,
    // What was parsed before need not be checked again.
    program: wasParsed(program)
      ? programWith(program, all)
      : defineProgram(program as ProgramDefinition, { plugins: all as [] }),
    reactions: reactionsOf(all),
    kinds: all.flatMap(({ records = [] }) => records),
    checks: all.flatMap(({ checks = [] }) => checks),
    plugins: all.map(({ name }) => name),
    requiredPlugins: addsRequirements ? reactingPlugins(all) : [],
  });
  const due: PluginDue[] = [];
  const installed = all.map(({ name, verbs, services, due: work }) => {
    const host = { ...ports, due, ...services?.(ports) };
    if (work) due.push({ plugin: name, work: async (turn) => work(turn, host) });
    return { name, verbs, host };
  });
  const { store } = options;
  const { observers } = ports;
  const pointbook: Pointbook = {
    ports,
    plugins: all,
    ...bindVerbs(writingVerbs, ports, { observers }),
    ...bindVerbs(readingVerbs, ports, { observers }),
    ...bindVerbs(quotingVerbs, ports.program, { observers }),
    open: () =>
      store
        .open()
        .andThen(() => openLedger(ports.transactor))
        .andThen(() => checkStoredRules({ ...options, ...ports, rows: store.rows })),
    finishUpgrade: () => finishUpgrade(ports),
    close: () => store.close(),
  };
  const pluginVerbs = Object.fromEntries(
    installed.map(({ name, verbs, host }) => [name, bindVerbs(verbs, host, { observers, at: `${name}.` })]),
  );
  return { ...pointbook, ...within(ports, installed), ...pluginVerbs } as never;
}

function reactingPlugins(plugins: readonly AnyPlugin[]): string[] {
  return plugins.filter(({ reactions = [] }) => reactions.length > 0).map(({ name }) => name);
}

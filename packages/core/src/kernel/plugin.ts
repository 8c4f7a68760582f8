import type { Result, ResultAsync } from 'neverthrow';
import type { Overloaded } from '../values/errors.ts';
import type { AnyCheck } from './check.ts';
import type { AnyRecordKind } from './record.ts';
import type { AnyReaction, PluginReaction, Reactions } from './reactions/reaction.ts';
import type { Section } from './section.ts';
import type { AnyVerb, Bound } from './verb.ts';

/** Verbs by name; a list in a list is a name space of its own. */
export interface VerbList {
  /** A verb, or a name space of verbs. */
  readonly [name: string]: AnyVerb | VerbList;
}

/** A capability beyond the ledger, made of verbs, kinds of records and reactions. */
export interface Plugin<
  Name extends string = string,
  Verbs extends VerbList = VerbList,
  Host = never,
  Services extends object = object,
> {
  /**
   * The name space of its verbs: `pointbook.<name>`. 1 to 40 letters a–z, A–Z; unique in a ledger, and none that the
   * ledger itself uses.
   */
  readonly name: Name;
  /** Its verbs, by name. */
  readonly verbs: Verbs;
  /** Kinds of records that it keeps. */
  readonly records?: readonly AnyRecordKind[];
  /**
   * Its section of the program, `plugins: { <name>: … }`. A process without the plugin cannot write by a program that
   * has it.
   */
  readonly section?: Section;
  /**
   * What happens in the same commit when a record is written. A process without the plugin cannot write to such a
   * ledger.
   */
  readonly reactions?: readonly AnyReaction[];
  /** What it holds true of its records, for `verify`. */
  readonly checks?: readonly AnyCheck[];
  /** Answers what its verbs need besides the ledger. Called once, by `createPointbook`. */
  services?(host: Host): Services;
  /** Does a part of its work that waits: `jobs.runDue` calls it. A thrown error is told in what `runDue` answers. */
  due?(turn: DueTurn, host: Host & Services): Promise<DueWork>;
}

/** How much of its work a plugin does in one turn. */
export interface DueTurn {
  /** How many things at most, from 1. */
  readonly limit: number;
  /** Ends the turn after what is being done. */
  readonly signal?: AbortSignal | undefined;
}

/** What a plugin did in one turn. */
export interface DueWork {
  /** How many things it did. */
  readonly done: number;
  /** Whether there is something left that could be done now. */
  readonly more: boolean;
  /** What it could not do, and why. It is tried again the next time. */
  readonly left: readonly { readonly kind: string; readonly message: string }[];
}

/** The work of a plugin, as `jobs.runDue` is given it. */
export interface PluginDue {
  /** The name of the plugin. */
  readonly plugin: string;
  /** Does one turn of it. */
  work(turn: DueTurn): Promise<DueWork>;
}

/** Any plugin. */
// oxlint-disable-next-line typescript/no-explicit-any -- a host of any plugin: its own services are checked where it is made
export type AnyPlugin = Plugin<string, VerbList, any>;

/** The verbs of a list as they are called. */
export type BoundList<Verbs> = {
  readonly [Name in keyof Verbs]: Verbs[Name] extends (host: never) => unknown
    ? Bound<Verbs[Name]>
    : BoundList<Verbs[Name]>;
};

/** What a ledger has of its plugins: each name space with its verbs. */
export type PluginVerbs<Plugins extends readonly AnyPlugin[]> = {
  readonly [Each in Plugins[number] as Each['name']]: BoundList<Each['verbs']>;
};

/** What a ledger has of its plugins inside the host's own transaction: their commands that may join it. */
export type JoinedPluginVerbs<Plugins extends readonly AnyPlugin[], Way extends 'sync' | 'async'> = {
  readonly [Each in Plugins[number] as Each['name']]: JoinedList<Each['verbs'], Way>;
};

/** The commands of a list that may run inside the host's own transaction, as they are called there. */
export type JoinedList<Verbs, Way extends 'sync' | 'async'> = {
  readonly [Name in keyof Verbs as Joinable<Verbs[Name]> extends true ? Name : never]: Verbs[Name] extends (
    host: never,
  ) => unknown
    ? JoinedMethod<Bound<Verbs[Name]>, Way>
    : JoinedList<Verbs[Name], Way>;
};

/** Whether it is a command that may run there, or a name space that has one. */
type Joinable<Each> = Each extends (host: never) => unknown
  ? Each extends { readonly joins: 'host' }
    ? true
    : false
  : true extends { [Name in keyof Each]: Joinable<Each[Name]> }[keyof Each]
    ? true
    : false;

type JoinedMethod<Method, Way> = Method extends (command: infer Input) => ResultAsync<infer Receipt, infer Failure>
  ? Way extends 'sync'
    ? (command: Input) => Result<Receipt, Exclude<Failure, Overloaded>>
    : (command: Input) => ResultAsync<Receipt, Exclude<Failure, Overloaded>>
  : never;

/** The reactions of all plugins, by the kind that they are on. */
export function reactionsOf(plugins: readonly AnyPlugin[]): Reactions {
  const all = new Map<string, PluginReaction[]>();
  for (const { name, reactions = [] } of plugins)
    for (const reaction of reactions) {
      const { kind } = reaction.on;
      all.set(kind, [...(all.get(kind) ?? []), { plugin: name, reaction }]);
    }
  return all;
}

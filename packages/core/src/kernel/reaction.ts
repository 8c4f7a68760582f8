import { err, ok, type Result } from 'neverthrow';
import type { Named } from '../values/errors.ts';
import type { Book } from './book.ts';
import type { RecordKind } from './record.ts';

/** A record that a command wrote: null before where it is new, null after where it was removed. */
export interface Written<R> {
  /** The record as it was; null where it is new. */
  readonly before: R | null;
  /** The record as it becomes; null where it is removed. */
  readonly after: R | null;
}

/**
 * What must happen in the same commit when a record of a kind is written.
 *
 * @remarks Pure and synchronous, as a decision. It touches a bounded number of records, and triggers no reaction itself.
 * Where it answers an error, the command fails with `reaction-refused`; where it throws, with `reaction-failed`. Both
 * leave nothing written. A failure that keeps a judgement (a wrong code) triggers none.
 */
export interface Reaction<R = unknown> {
  /** The kind of record whose writes it answers. */
  readonly on: RecordKind<R>;
  /** Reads and writes further records in the same commit, or refuses the write with an error. */
  react(written: Written<R>, book: Book): Result<void, Named<string>> | void;
}

/** A reaction to any kind of record. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of reactions is of many kinds; each was checked where it was written
export type AnyReaction = Reaction<any>;

/** A reaction of a plugin, as the kernel runs it. */
export interface PluginReaction {
  readonly plugin: string;
  readonly reaction: AnyReaction;
}

/** Reactions by the kind that they are on. */
export type Reactions = ReadonlyMap<string, readonly PluginReaction[]>;

/** A plugin does not let this happen: `cause` says why. Nothing was written. */
export interface ReactionRefused extends Named<'reaction-refused'> {
  /** The name of the plugin. */
  readonly plugin: string;
  /** The error that the plugin answered with. */
  readonly cause: Named<string>;
}

/** A plugin's reaction threw: a mistake in the plugin. Nothing was written; other commands are not disturbed. */
export interface ReactionFailed extends Named<'reaction-failed'> {
  /** The name of the plugin. */
  readonly plugin: string;
  /** What the reaction threw. */
  readonly cause: unknown;
}

/** What can go wrong with any command where plugins react. */
export type ReactionFailure = ReactionRefused | ReactionFailed;

/** Runs the reactions to what was written. One that was stopped, since a record was not loaded, fails as well; the draft knows. */
export function react(
  reactions: Reactions,
  written: readonly (Written<unknown> & { readonly kind: string })[],
  book: Book,
): Result<void, ReactionFailure> {
  for (const { kind, ...change } of written)
    for (const { plugin, reaction } of reactions.get(kind) ?? []) {
      try {
        const outcome = reaction.react(change, book);
        if (outcome?.isErr()) return err(refused(plugin, outcome.error));
      } catch (thrown) {
        return err(failed(plugin, thrown));
      }
    }
  return ok();
}

function refused(plugin: string, cause: Named<string>): ReactionRefused {
  return { kind: 'reaction-refused', message: `The plugin ${plugin} refuses: ${cause.message}`, plugin, cause };
}

function failed(plugin: string, cause: unknown): ReactionFailed {
  const message = `A reaction of the plugin ${plugin} threw an error, so nothing was written: report it to those who wrote the plugin. The error is the cause.`;
  return { kind: 'reaction-failed', message, plugin, cause };
}

import { err, ok, type Result } from 'neverthrow';
import type { Named } from '../../values/errors.ts';
import { atOnce } from '../at-once.ts';
import type { Book } from '../book.ts';
import type { RecordKind } from '../record.ts';
import { reactionFailed, reactionRefused, type RefusedReaction } from './reaction-failure.ts';
import { recordRemoved, RecordRemovedSignal } from '../record-removed.ts';

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
 * @remarks Pure and synchronous, as a decision. It touches a bounded number of records, and triggers no reaction
 * itself. Where it answers an error, the command fails with `reaction-refused`; where it throws, with
 * `reaction-failed`; where it writes under the key of a removed record, with `record-removed`. All leave nothing
 * written. Of a job, only the member whose reaction failed is left out. A failure that keeps a judgement (a wrong code)
 * triggers none.
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

/**
 * Runs the reactions to what was written. One that was stopped, since a record was not loaded, fails as well; the draft
 * knows.
 */
export function react(
  reactions: Reactions,
  written: readonly (Written<unknown> & { readonly kind: string })[],
  book: Book,
): Result<void, RefusedReaction> {
  for (const { kind, before, after } of written)
    for (const { plugin, reaction } of reactions.get(kind) ?? []) {
      try {
        const outcome = atOnce(reaction.react({ before, after }, book), 'A reaction');
        if (outcome?.isErr()) return err(reactionRefused(plugin, outcome.error));
      } catch (thrown) {
        if (thrown instanceof RecordRemovedSignal) return err(recordRemoved(thrown.recordKind, thrown.key));
        return err(reactionFailed(plugin, thrown));
      }
    }
  return ok();
}

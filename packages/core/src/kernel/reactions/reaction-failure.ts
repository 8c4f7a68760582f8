import type { Named } from '../../values/errors.ts';
import type { RecordRemoved } from '../record-removed.ts';

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

/** Why what was written did not stay: a plugin did not let it, or the key of a removed record was written. */
export type RefusedReaction = ReactionFailure | RecordRemoved;

const refusedReactions: ReadonlySet<string> = new Set<RefusedReaction['kind']>([
  'reaction-refused',
  'reaction-failed',
  'record-removed',
]);

/** Whether an error says that what was written did not stay. */
export function isRefusedReaction(error: Named<string>): error is RefusedReaction {
  return refusedReactions.has(error.kind);
}

export function reactionRefused(plugin: string, cause: Named<string>): ReactionRefused {
  return { kind: 'reaction-refused', message: `The plugin ${plugin} refuses: ${cause.message}`, plugin, cause };
}

export function reactionFailed(plugin: string, cause: unknown): ReactionFailed {
  const message = `A reaction of the plugin ${plugin} threw an error, so nothing was written: report it to those who wrote the plugin. The error is the cause.`;
  return { kind: 'reaction-failed', message, plugin, cause };
}
